package io.manometer.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.boot.Kind;
import io.manometer.boot.Sample;
import org.junit.jupiter.api.Test;

class HopSeriesTest {
    private static final int FALSE = 1;

    private final HopSeries series = new HopSeries("orders", Kind.QUEUE, "");

    @Test
    void a_refusal_that_is_taken_back_lets_no_counter_fall_and_is_not_counted_twice() {
        assertThat(afterWindowWith(2)).isEqualTo(2);
        assertThat(afterWindowWith(-1)).isEqualTo(2);
        assertThat(afterWindowWith(1)).isEqualTo(2);
        assertThat(afterWindowWith(1)).isEqualTo(3);
    }

    private double afterWindowWith(long refused) {
        Sample sample = new Sample();
        sample.refused[FALSE] = refused;
        series.beginWindow();
        series.count(sample);
        series.publish(0);
        return series.refused(FALSE);
    }
}
