package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The limit is there, but {@code offer} says no by returning false and nobody looks: orders disappear. */
final class IgnoredOffer implements Program {
    private final BlockingQueue<Order> orders = new ArrayBlockingQueue<>(100);

    @Override
    public void start(Load load) {
        Ledger ledger = load.ledger("orders", 300);
        load.source("order-intake", Pace.poisson(600), ledger, number -> {
            // A real program would not even keep the result; the ledger does, as it keeps the truth.
            ledger.outcome(orders.offer(Order.number(number)));
        });
        load.server("db-writer", () -> {
            orders.take();
            ledger.serve();
        });
    }
}
