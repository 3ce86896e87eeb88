package io.manometer.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CutShortTest {
    private static final long SECOND = 1_000_000_000L;

    private final Timeline timeline = new Timeline();
    private long ticks;
    private long millis;

    @Test
    void the_window_in_which_the_jvm_ended_is_cut_short() {
        windows(20, SECOND);
        windows(1, SECOND / 3);

        assertThat(timeline.firstCutShort()).isEqualTo(20);
    }

    @Test
    void windows_that_are_as_long_as_asked_for_again_after_they_had_grown_are_whole() {
        windows(60, 9 * SECOND / 2);
        windows(30, SECOND);

        assertThat(timeline.firstCutShort()).isEqualTo(90);
    }

    @Test
    void no_more_than_a_few_windows_are_given_up() {
        windows(60, 9 * SECOND / 2);
        windows(6, SECOND);

        assertThat(timeline.firstCutShort()).isEqualTo(61);
    }

    @Test
    void a_short_recording_goes_by_its_middle_window() {
        windows(3, SECOND);
        windows(1, SECOND / 4);

        assertThat(timeline.firstCutShort()).isEqualTo(3);
    }

    private void windows(int count, long nanos) {
        for (int i = 0; i < count; i++) {
            millis += nanos / 1_000_000;
            timeline.health(ticks++, millis, nanos);
        }
    }
}
