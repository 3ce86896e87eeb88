package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The consumer stands still for three seconds, as in a full collection, and then works the backlog off. */
final class PausingConsumer implements Program {
    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();

    @Override
    public void start(Load load) {
        Ledger ledger = load.ledger("orders", 500);
        load.source("order-intake", Pace.poisson(350), ledger, number -> {
            orders.put(Order.number(number));
            ledger.accepted();
        });
        load.server("db-writer", () -> {
            orders.take();
            ledger.serve();
        });
        load.after(0.3, () -> ledger.pause(Duration.ofSeconds(3)));
    }
}
