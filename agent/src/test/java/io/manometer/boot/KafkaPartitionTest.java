package io.manometer.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 300 records a second are produced, 150 handled, and one fetch brings 2 000 of them. */
class KafkaPartitionTest {
    private static final long SECOND = 1_000_000_000L;

    @SuppressWarnings("NullAway") // nobody asks for whose part it is
    private static final KafkaSubscription SUBSCRIPTION = new KafkaSubscription(null, null);

    private final KafkaPartition partition = new KafkaPartition(SUBSCRIPTION, 0, 0, 32, 0);
    private long position;

    /** Two fetches, ten seconds apart, and what they brought up to the last record. */
    @BeforeEach
    void two_fetches_are_used_up() {
        for (int second = 1; second <= 10; second++) {
            handle(second, 2_000);
            account(second, false);
        }
        for (int second = 11; second <= 20; second++) {
            position = second == 20 ? 5_000 - 150 : position;
            handle(second, 5_000);
            account(second, false);
        }
    }

    @Test
    void what_is_used_up_was_all_there_was_when_it_was_fetched_not_now() {
        assertThat(partition.toldLag).isZero();
        assertThat(partition.depth).as("ten seconds at 300").isEqualTo(10 * 300L - 150);
        assertThat(partition.wasEmptied()).isFalse();
    }

    @Test
    void a_consumer_that_asked_for_more_and_got_nothing_has_no_lag() {
        account(21, true);

        assertThat(partition.depth).isZero();
        assertThat(partition.wasEmptied()).isTrue();
    }

    @Test
    void and_one_that_is_told_of_a_new_end_as_it_reaches_it_has_none_either() {
        position = 5_900;
        handle(21, 6_050);
        account(21, false);

        assertThat(partition.depth).isZero();
        assertThat(partition.wasEmptied()).isTrue();
    }

    /** A poll in the middle of the second returned 150 records, and told of the end as it was when they were fetched. */
    private void handle(int second, long end) {
        position += 150;
        long at = second * SECOND - SECOND / 2;
        partition.polled(second, 150, position, at);
        partition.told(end - position, position, second * SECOND, second * SECOND);
    }

    private void account(int second, boolean waited) {
        partition.account(second * SECOND, true, true, waited);
    }
}
