package io.manometer.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    private final Pace pace = new Pace(SECOND);

    @Test
    void a_window_is_as_long_as_was_asked_for_while_the_work_is_small() {
        for (int i = 0; i < 10; i++) {
            assertThat(pace.next(30 * MILLI)).isEqualTo(SECOND);
        }
    }

    @Test
    void with_much_to_read_windows_grow_until_the_share_is_kept_and_shrink_again() {
        pace.next(200 * MILLI);
        assertThat(pace.next(180 * MILLI)).isEqualTo(5_940 * MILLI);

        assertThat(pace.next(10 * MILLI)).isEqualTo(SECOND);
    }

    @Test
    void one_window_that_had_to_wait_for_a_processor_changes_nothing() {
        pace.next(MILLI);
        assertThat(pace.next(900 * MILLI)).isEqualTo(SECOND);
        assertThat(pace.next(MILLI)).isEqualTo(SECOND);
    }

    @Test
    void a_window_has_a_longest_length() {
        pace.next(5 * SECOND);
        assertThat(pace.next(5 * SECOND)).isEqualTo(30 * SECOND);
        assertThat(pace.next(Long.MAX_VALUE)).isEqualTo(30 * SECOND);
    }
}
