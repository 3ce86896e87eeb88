package io.manometer.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Polls at 10, 20, ... with answers to fetches, large and small. */
class FetchesTest {
    private static final long NONE = -1;

    private final Fetches fetches = new Fetches();
    private double answers;
    private double bytes;

    @BeforeEach
    void before_the_first_answer() {
        fetches.counted(Double.NaN, Double.NaN, 5);
        fetches.counted(0, 100, 10);
    }

    @Test
    void an_answer_is_as_old_as_the_poll_before() {
        answer(20, 5_000);
        nothing(30);

        assertThat(fetches.firstAfter(5, NONE)).isEqualTo(10);
        assertThat(fetches.firstAfter(10, NONE)).isEqualTo(10);
        assertThat(fetches.firstAfter(20, NONE)).as("none came after").isEqualTo(NONE);
    }

    @Test
    void but_no_older_than_the_poll_that_used_up_what_was_there() {
        answer(20, 5_000);

        assertThat(fetches.firstAfter(15, NONE)).isEqualTo(15);
    }

    @Test
    void answers_without_records_don_t_count_where_there_are_others() {
        answer(20, 100);
        answer(30, 5_000);
        answer(40, 100);
        answer(50, 5_000);
        answer(60, 100);

        assertThat(fetches.firstAfter(10, NONE)).isEqualTo(20);
        assertThat(fetches.lastAfter(10, NONE)).isEqualTo(40);
        assertThat(fetches.firstAfter(50, NONE)).as("there is no other").isEqualTo(50);
        assertThat(fetches.lastAfter(50, NONE)).isEqualTo(50);
    }

    @Test
    void an_answer_that_is_read_by_several_polls_is_as_large_as_all_of_it() {
        answer(20, 100);
        bytes(30, 4_000);
        answer(40, 1_000);
        answer(50, 100);

        assertThat(fetches.firstAfter(10, NONE)).isEqualTo(30);
        assertThat(fetches.lastAfter(10, NONE)).isEqualTo(30);
    }

    @Test
    void only_so_many_are_kept() {
        for (int i = 2; i <= 201; i++) {
            answer(10L * i, 5_000);
        }

        assertThat(fetches.firstAfter(10, NONE)).as("of the last 64").isEqualTo(10L * (201 - 64));
        assertThat(fetches.lastAfter(10, NONE)).isEqualTo(2_000);
    }

    private void answer(long now, double size) {
        answers++;
        bytes(now, size);
    }

    private void bytes(long now, double size) {
        bytes += size;
        fetches.counted(answers, 100 + bytes, now);
    }

    private void nothing(long now) {
        fetches.counted(answers, 100 + bytes, now);
    }
}
