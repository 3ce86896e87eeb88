package io.manometer.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manometer.boot.Kind;
import io.manometer.boot.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verdict in the small: how many seconds of work never drain. */
class InstanceTest {
    private static final long SECOND = 1_000_000_000L;

    private long tick;
    private Instance instance = new Instance(new HopSeries("hop", Kind.QUEUE, ""), SECOND);

    @Test
    void a_backlog_that_stays_is_its_lowest_depth_by_the_rate() {
        windows(20, 200, 100, 1000);

        assertThat(instance.standingSeconds()).isEqualTo(2, within(0.01));
    }

    @Test
    void a_queue_that_drains_within_five_seconds_has_nothing_standing() {
        for (int i = 0; i < 10; i++) {
            windows(4, 200, 100, 1000);
            windows(1, 0, 100, 1000);
            assertThat(instance.standingSeconds()).isZero();
        }
    }

    @Test
    void a_single_item_that_waits_for_its_turn_is_no_backlog() {
        windows(20, 1, 1, 1);

        assertThat(instance.standingSeconds()).isZero();
    }

    @Test
    void once_nothing_has_left_for_ten_seconds_it_is_the_time_since() {
        windows(20, 1, 1, 1);
        windows(9, 1, 0, 1);
        assertThat(instance.standingSeconds()).isZero();
        windows(21, 1, 0, 1);

        assertThat(instance.standingSeconds()).isEqualTo(30, within(0.01));
    }

    @Test
    void a_hop_without_a_sample_keeps_its_depth() {
        windows(6, 100, 100, 100);
        for (int i = 0; i < 30; i++) {
            instance.endWindow(++tick, SECOND);
        }

        assertThat(instance.standingSeconds()).isEqualTo(30, within(0.01));
        assertThat(instance.lowest).isEqualTo(100);
    }

    @Test
    void a_consumer_that_works_in_bursts_is_judged_by_its_typical_rate() {
        for (int i = 0; i < 20; i++) {
            windows(9, 500, 0, 600);
            windows(1, 500, 1000, 600);
        }

        assertThat(instance.standingSeconds()).isEqualTo(0.5, within(0.01));
    }

    @Test
    void work_in_progress_is_no_backlog() {
        instance.depthIncludesRunning = true;
        windows(60, 100, 0, 100);

        assertThat(instance.standingSeconds()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {100_000_000L, 250_000_000L, 700_000_000L, 1_000_000_000L, 60_000_000_000L})
    void five_seconds_are_five_seconds_with_any_period(long period) {
        instance = new Instance(new HopSeries("hop", Kind.QUEUE, ""), period);
        int windows = (int) Math.max(2, 20 * SECOND / period);
        for (int i = 0; i < windows; i++) {
            window(period, 50, Math.max(1, 100 * period / SECOND), 60);
        }

        assertThat(instance.standingSeconds()).isEqualTo(0.5, within(0.02));
    }

    private void windows(int count, long lowest, long departures, long depth) {
        for (int i = 0; i < count; i++) {
            window(SECOND, lowest, departures, depth);
        }
    }

    private void window(long nanos, long lowest, long departures, long depth) {
        Sample sample = new Sample();
        sample.tick = ++tick;
        sample.depth = depth;
        sample.depthMin = lowest;
        sample.depthMax = depth;
        sample.departures = departures;
        instance.sampled(sample);
        instance.endWindow(tick, nanos);
    }
}
