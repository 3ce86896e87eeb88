package io.manometer.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EndOffsetsTest {
    private static final long SECOND = 1_000_000_000L;

    private final EndOffsets ends = new EndOffsets(8);

    @Test
    void one_sight_of_the_end_is_no_rate() {
        ends.seen(0, 1_000);

        assertThat(ends.estimate(10 * SECOND)).isEqualTo(1_000);
        assertThat(ends.timeOf(500)).isZero();
    }

    @Test
    void between_two_fetches_the_end_is_carried_on_at_the_rate_of_those_before() {
        ends.seen(0, 1_000);
        ends.seen(5 * SECOND, 3_000);
        ends.seen(10 * SECOND, 5_000);

        assertThat(ends.estimate(12 * SECOND)).isEqualTo(5_800);
    }

    @Test
    void but_not_for_much_longer_than_it_usually_takes_to_the_next() {
        ends.seen(0, 1_000);
        ends.seen(5 * SECOND, 3_000);

        assertThat(ends.estimate(60 * SECOND))
                .as("5 s between the two, so 16 s at 400 a second")
                .isEqualTo(3_000 + 16 * 400);
    }

    @Test
    void before_the_second_fetch_it_is_not_known_how_long_that_takes() {
        ends.produced(0, 1_000);
        ends.seen(SECOND, 1_400);

        assertThat(ends.estimate(60 * SECOND)).as("30 s at 400 a second").isEqualTo(1_400 + 30 * 400);

        ends.seen(11 * SECOND, 5_400);

        assertThat(ends.estimate(60 * SECOND))
                .as("10 s between the two fetches, so 31 s at 400 a second")
                .isEqualTo(5_400 + 31 * 400);
    }

    @Test
    void an_offset_was_produced_when_the_end_was_there() {
        ends.seen(0, 1_000);
        ends.seen(10 * SECOND, 2_000);
        ends.seen(20 * SECOND, 6_000);

        assertThat(ends.timeOf(1_500)).isEqualTo(5 * SECOND);
        assertThat(ends.timeOf(4_000)).isEqualTo(15 * SECOND);
        assertThat(ends.timeOf(6_250))
                .as("beyond the end as told, at 250 a second")
                .isEqualTo(21 * SECOND);
    }

    @Test
    void an_end_that_falls_once_was_read_while_a_poll_was_under_way() {
        ends.seen(0, 1_000);
        ends.seen(SECOND, 900);

        assertThat(ends.told()).isEqualTo(1_000);
    }

    @Test
    void an_end_that_stays_lower_is_true() {
        ends.seen(0, 1_000);
        ends.seen(SECOND, 10);
        ends.seen(2 * SECOND, 11);
        ends.seen(3 * SECOND, 12);

        assertThat(ends.told()).isEqualTo(12);
    }

    @Test
    void a_long_history_keeps_its_beginning_and_its_end_in_bounded_room() {
        for (int i = 0; i < 1_000; i++) {
            ends.seen(i * SECOND, i * 100L);
        }

        assertThat(ends.told()).isEqualTo(99_900);
        assertThat(ends.rate() * SECOND).isCloseTo(100, within(1e-6));
        assertThat(ends.timeOf(50_000) / (double) SECOND).isCloseTo(500, within(1e-3));
    }
}
