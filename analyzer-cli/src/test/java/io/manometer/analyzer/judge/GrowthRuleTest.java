package io.manometer.analyzer.judge;

import static io.manometer.analyzer.judge.Histories.history;
import static io.manometer.analyzer.judge.Histories.rising;
import static io.manometer.analyzer.judge.Histories.second;
import static io.manometer.analyzer.judge.Histories.steady;
import static io.manometer.analyzer.judge.Histories.unbounded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manometer.analyzer.judge.GrowthRule.Growth;
import io.manometer.analyzer.model.HopHistory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GrowthRuleTest {
    @Test
    void a_smooth_overload_grows_and_its_absorbed_share_is_one_minus_one_over_rho() {
        Growth growth = test(history(unbounded(), 60, i -> rising(i, 150, 100)), 60);
        assertThat(growth.growing()).isTrue();
        assertThat(growth.tau()).isEqualTo(1);
        assertThat(growth.absorbedShare()).isCloseTo(1 - 1 / 1.5, within(1e-9));
        assertThat(growth.slope().estimate()).isCloseTo(50, within(1e-9));
    }

    @Test
    void a_constant_backlog_does_not_grow() {
        assertThat(test(history(unbounded(), 60, i -> steady(i, 100, 5000)), 60).growing())
                .isFalse();
    }

    @Test
    void a_backlog_that_shrinks_does_not_grow() {
        HopHistory history = history(unbounded(), 60, i -> {
            long depth = 6000 - 50L * (i + 1);
            return second(i).flow(50, 100).depth(depth, depth + 50, depth);
        });
        Growth growth = test(history, 60);
        assertThat(growth.growing()).isFalse();
        assertThat(growth.slope().estimate()).isNegative();
    }

    @Test
    void growth_of_less_than_the_target_does_not_matter() {
        // 1 a second of 1000: 20 items, 20 ms more after the last third than the first.
        HopHistory slow = history(unbounded(), 30, i -> rising(i, 1001, 1000));
        assertThat(test(slow, 30).growing()).isFalse();
        GrowthRule interactive = new GrowthRule(Series.of(slow), Pace.of(Series.of(slow)), 0.005);
        assertThat(interactive.test(0, 30).steady()).isFalse();
        HopHistory faster = history(unbounded(), 30, i -> rising(i, 1020, 1000));
        assertThat(test(faster, 30).growing()).isTrue();
    }

    @Test
    void fewer_than_four_windows_never_grow() {
        assertThat(test(history(unbounded(), 20, i -> rising(i, 200, 100)), 3).growing())
                .isFalse();
    }

    @Test
    void an_overload_in_bursts_grows_by_ten_seconds_of_work() {
        // Each 10 s brings 50 s of work in two seconds of flood; the minimum still climbs.
        long[] depth = {0};
        HopHistory bursts = history(unbounded(), 60, i -> {
            long arrivals = i % 10 < 2 ? 800 : 0;
            long before = depth[0];
            long departures = Math.min(100, before + arrivals);
            depth[0] = before + arrivals - departures;
            return second(i)
                    .flow(arrivals, departures)
                    .depth(Math.min(before, depth[0]), Math.max(before, depth[0]), depth[0]);
        });
        Growth growth = test(bursts, 60);
        assertThat(growth.growing()).isTrue();
        assertThat(growth.growthSeconds()).isGreaterThan(10);
    }

    @Test
    void the_slope_has_bounds_that_noise_widens() {
        Growth clean = test(history(unbounded(), 60, i -> rising(i, 150, 100)), 60);
        assertThat(clean.slope().upper() - clean.slope().lower()).isZero();
        long[] depth = {0};
        HopHistory noisy = history(unbounded(), 60, i -> {
            long arrivals = i / 5 % 2 == 0 ? 250 : 50;
            depth[0] += arrivals - 100;
            return second(i).flow(arrivals, 100).depth(depth[0], depth[0], depth[0]);
        });
        Growth wide = test(noisy, 60);
        assertThat(wide.slope().lower()).isLessThan(wide.slope().estimate());
        assertThat(wide.slope().upper()).isGreaterThan(wide.slope().estimate());
    }

    private static Growth test(HopHistory history, int to) {
        Series series = Series.of(history);
        return new GrowthRule(series, Pace.of(series), Profile.TARGET.targetSeconds()).test(0, to);
    }
}
