package io.manometer.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 300 records a second are produced, 150 handled, and one fetch brings 2 000 of them. */
class KafkaPartitionTest {
    private static final long SECOND = 1_000_000_000L;

    private static final Object METRIC = new Object();

    @SuppressWarnings("NullAway") // nobody asks for whose part it is
    private static final KafkaSubscription SUBSCRIPTION = new KafkaSubscription(null, null);

    private final KafkaPartition partition = new KafkaPartition(SUBSCRIPTION, 0, 0, 32, 0);
    private final Fetches fetches = new Fetches();
    private long position;
    private boolean waited;

    /** The first fetch at 0, the second when that was used up, 9.5 s later; and all that this brought up to its last record. */
    @BeforeEach
    void two_fetches_are_used_up() {
        partition.lagIn(METRIC);
        for (int second = 1; second <= 10; second++) {
            handle(second, 2_000);
            account(second, false);
        }
        for (int second = 11; second <= 20; second++) {
            position = second == 20 ? 4_850 - 150 : position;
            handle(second, 4_850);
            account(second, false);
        }
    }

    @Test
    void what_is_used_up_was_all_there_was_when_it_was_fetched_not_now() {
        assertThat(partition.toldLag).isZero();
        assertThat(partition.depth).as("ten seconds and a half at 300").isEqualTo(3_150);
        assertThat(partition.wasEmptied()).isFalse();
    }

    @Test
    void what_a_poll_had_to_wait_for_was_fetched_just_then() {
        position = 7_850;
        waited = true;
        handle(21, 8_150);
        account(21, false);

        assertThat(partition.depth)
                .as("half a second at 300, and those that were told")
                .isBetween(295L, 305L);
    }

    @Test
    void a_consumer_that_asked_for_more_and_got_nothing_has_no_lag() {
        account(21, true);

        assertThat(partition.depth).isZero();
        assertThat(partition.wasEmptied()).isTrue();
    }

    @Test
    void and_one_that_waits_for_what_it_is_told_of_has_none_either() {
        position = 5_900;
        waited = true;
        handle(21, 6_050);
        account(21, false);

        assertThat(partition.depth).isZero();
        assertThat(partition.wasEmptied()).isTrue();
    }

    @Test
    void what_was_fetched_ahead_and_is_used_up_was_the_end_then_not_now() {
        position = 7_700;
        handle(21, 7_850);
        account(21, false);

        assertThat(partition.depth).as("a second and a half at 300").isBetween(445L, 455L);
        assertThat(partition.wasEmptied()).isTrue();
    }

    @Test
    void of_two_answers_that_may_have_brought_the_end_it_was_the_one_that_fits_its_growth() {
        for (int second = 21; second <= 30; second++) {
            fetches.counted(1_000_000 + second, Double.NaN, second * SECOND - SECOND / 2);
        }
        position = 10_250;
        handle(31, 10_550);
        account(31, false);

        assertThat(partition.depth)
                .as("told the end of 28.5 s at 30.5 s, after fetches at 19.5 s, 20.5 s and so on to 28.5 s")
                .isBetween(890L, 910L);
    }

    @Test
    void while_a_poll_is_under_way_the_end_is_what_the_poll_before_told() {
        partition.told(500, position, true, 21 * SECOND);

        assertThat(partition.toldLag).isZero();
    }

    /** A poll in the middle of the second returned 150 records, and told of the end as it was when they were fetched. */
    private void handle(int second, long end) {
        position += 150;
        long at = second * SECOND - SECOND / 2;
        partition.polled(second, 150, position, at);
        fetches.counted(end, Double.NaN, at);
        if (partition.lagToAsk(second) == METRIC) {
            partition.asked(end - position, fetches, waited, at);
        }
        partition.told(end - position, position, false, second * SECOND);
    }

    private void account(int second, boolean waited) {
        partition.account(second * SECOND, true, true, waited);
    }
}
