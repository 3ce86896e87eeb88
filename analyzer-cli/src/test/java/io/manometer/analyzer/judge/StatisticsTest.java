package io.manometer.analyzer.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StatisticsTest {
    @Test
    void a_quantile_is_the_nearest_rank() {
        double[] values = {4, 1, 3, 2};
        assertThat(Statistics.quantile(values, 0.5)).isEqualTo(2);
        assertThat(Statistics.quantile(values, 0.99)).isEqualTo(4);
        assertThat(Statistics.quantile(new double[0], 0.5)).isZero();
    }

    @Test
    void tau_is_one_when_all_rise_and_ties_count_as_nothing() {
        assertThat(Statistics.kendallTau(new double[] {1, 2, 3, 4})).isEqualTo(1);
        assertThat(Statistics.kendallTau(new double[] {4, 3, 2, 1})).isEqualTo(-1);
        assertThat(Statistics.kendallTau(new double[] {1, 1, 1, 2})).isEqualTo(0.5);
    }

    @Test
    void the_standard_error_is_that_of_the_mean() {
        assertThat(Statistics.standardError(new double[] {1, 2, 3, 4})).isCloseTo(0.6455, within(1e-4));
    }

    @Test
    void the_confidence_interval_uses_students_t() {
        double[] four = {1, 2, 3, 4};
        assertThat(Statistics.halfWidth(four)).isCloseTo(2.353 * 0.6455, within(1e-3));
        double[] twelve = {1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4};
        assertThat(Statistics.halfWidth(twelve)).isCloseTo(1.796 * Statistics.standardError(twelve), within(1e-9));
    }
}
