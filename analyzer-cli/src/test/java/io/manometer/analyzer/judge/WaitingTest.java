package io.manometer.analyzer.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manometer.analyzer.model.OnFull;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WaitingTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void sums_are_of_the_time_that_was_asked_for() {
        Waiting waiting = Waiting.of(Histories.history(
                Histories.bounded(10),
                60,
                second -> Histories.steady(second, 10, 10)
                        .blocked(second < 30 ? 0 : SECOND, 1, 2)
                        .starved(second < 30 ? SECOND : 0, 1)));

        Waiting.Sum late = waiting.between(30_000, 60_000);
        assertThat(late.seconds()).isEqualTo(30, within(1e-3));
        assertThat(late.blocked()).isEqualTo(30, within(1e-3));
        assertThat(late.blockedEach()).isEqualTo(15, within(1e-3));
        assertThat(late.starved()).isEqualTo(0, within(1e-3));
        assertThat(waiting.between(Long.MIN_VALUE, Long.MAX_VALUE).starved()).isEqualTo(30, within(1e-3));
    }

    @Test
    void a_day_takes_no_more_room_than_a_minute_and_sums_up_to_the_same() {
        Waiting waiting = Waiting.of(Histories.history(
                Histories.bounded(10),
                86_400,
                second -> Histories.steady(second, 10, 10).blocked(SECOND / 2, 1, 1)));
        assertThat(waiting.between(Long.MIN_VALUE, Long.MAX_VALUE).blocked()).isEqualTo(43_200, within(10.0));
    }

    @Test
    void consumers_that_did_not_take_something_in_each_window_are_counted() {
        Waiting waiting = Waiting.of(Histories.history(
                Histories.bounded(10),
                60,
                second -> Histories.steady(second, 1, 1).starved(0, second % 3 == 0 ? 2 : 0)));
        assertThat(waiting.between(0, 60_000).consumers()).isEqualTo(2);
    }

    @Test
    void where_depth_is_work_in_progress_there_are_no_consumers_to_count() {
        Waiting waiting = Waiting.of(Histories.history(
                Histories.hop(1, "requests", "thread-per-task", -1, OnFull.GROW, true),
                60,
                second -> Histories.steady(second, 10, 10).starved(0, 9)));
        assertThat(waiting.between(0, 60_000).consumers()).isZero();
    }

    @Test
    void windows_that_were_not_seen_count_as_no_time() {
        Waiting waiting = Waiting.of(Histories.history(Histories.bounded(10), 60, second -> {
            Histories.Builder window = Histories.steady(second, 10, 10);
            return second % 2 == 0 ? window.missing() : window;
        }));
        assertThat(waiting.between(0, 60_000).seconds()).isEqualTo(30, within(1e-3));
    }
}
