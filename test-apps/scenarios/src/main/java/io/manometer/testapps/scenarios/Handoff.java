package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;

/** No buffer at all: the producer waits until a consumer takes the order out of its hands. */
final class Handoff implements Program {
    private final BlockingQueue<Order> orders = new SynchronousQueue<>();

    @Override
    public void start(Load load) {
        Ledger ledger = load.ledger("orders", 200);
        load.source("order-intake", Pace.poisson(400), ledger, number -> {
            orders.put(Order.number(number));
            ledger.accepted();
        });
        load.server("db-writer", () -> {
            orders.take();
            ledger.serve();
        });
    }
}
