package io.manometer.testapps.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class LoadTest {
    private static final Duration LENGTH = Duration.ofSeconds(3);

    @Test
    void what_is_offered_and_served_is_what_was_configured() throws InterruptedException {
        Load load = new Load(LENGTH, 1);
        Ledger ledger = load.ledger("orders", 500);
        BlockingQueue<Long> orders = new LinkedBlockingQueue<>();
        load.source("source", Pace.steady(1_000), ledger, number -> {
            orders.put(number);
            ledger.accepted();
        });
        load.server("server", () -> {
            orders.take();
            ledger.serve();
        });
        load.awaitEnd();

        Truth.Hop truth = load.truth("test").hops().get(0);
        assertThat((double) truth.demand()).isCloseTo(3_000, within(150.0));
        assertThat((double) truth.offered()).isCloseTo(3_000, within(300.0));
        assertThat((double) truth.served()).isCloseTo(1_500, within(150.0));
        assertThat(truth.utilisation()).isCloseTo(2, within(0.2));
    }

    @Test
    void demand_on_a_later_stage_is_that_of_the_source_even_while_the_source_is_held_back() {
        Load load = new Load(LENGTH, 1);
        Ledger first = load.ledger("first", 1_000);
        Ledger second = load.ledger("second", 1_000);
        load.source("source", Pace.steady(1_000), first, number -> load.backOff(Duration.ofHours(1)));

        await().untilAsserted(() -> assertThat(second(load).demand()).isGreaterThan(100));
        assertThat(second(load).offered()).isZero();
        assertThat(second).isNotNull();
    }

    @Test
    void a_source_that_forgets_does_not_make_up_for_the_time_it_was_held_back() {
        Load load = new Load(LENGTH, 1);
        Ledger ledger = load.ledger("orders", 1_000);
        load.source("source", Pace.steady(1_000).forgettingMissed(), ledger, number -> {
            if (number == 10) {
                load.backOff(Duration.ofMillis(500));
            }
        });

        await().until(() -> load.truth("test").hops().get(0).offered() > 100);
        Truth.Hop truth = load.truth("test").hops().get(0);
        assertThat(truth.demand() - truth.offered()).isGreaterThan(400);
    }

    private static Truth.Hop second(Load load) {
        return load.truth("test").hops().get(1);
    }
}
