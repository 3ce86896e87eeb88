package io.manometer.analyzer.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.model.Chain.CrossCheck;
import io.manometer.analyzer.model.Stage;
import io.manometer.analyzer.model.Stage.Arrow;
import io.manometer.analyzer.model.Stage.Clock;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ArrowRuleTest {
    @Test
    void producers_that_wait_in_front_of_it_agree() {
        assertThat(check(Arrow.DOWNSTREAM)).isEqualTo(CrossCheck.AGREES);
    }

    @Test
    void consumers_that_starve_behind_it_agree() {
        assertThat(check(Arrow.NONE, Arrow.NONE, Arrow.UPSTREAM)).isEqualTo(CrossCheck.AGREES);
    }

    @Test
    void a_bottleneck_that_starves_itself_is_none() {
        assertThat(check(Arrow.UPSTREAM, Arrow.UPSTREAM)).isEqualTo(CrossCheck.DISAGREES);
    }

    @Test
    void producers_that_wait_further_down_point_beyond_it() {
        assertThat(check(Arrow.DOWNSTREAM, Arrow.DOWNSTREAM)).isEqualTo(CrossCheck.DISAGREES);
    }

    @Test
    void a_stage_that_is_blocked_for_longer_than_it_works_is_held_back() {
        Stage held = new Stage(1, 0.5, new Clock(0.6, 0, 0.4), Arrow.DOWNSTREAM);
        assertThat(ArrowRule.check(held, List.of())).isEqualTo(CrossCheck.DISAGREES);
    }

    @Test
    void where_nobody_waits_nothing_is_said() {
        assertThat(check(Arrow.NONE, Arrow.NONE)).isEqualTo(CrossCheck.SILENT);
    }

    private static CrossCheck check(Arrow bottleneck, Arrow... behind) {
        return ArrowRule.check(
                stage(bottleneck),
                java.util.Arrays.stream(behind).map(ArrowRuleTest::stage).toList());
    }

    private static Stage stage(Arrow arrow) {
        return new Stage(1, 0, null, arrow);
    }
}
