package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import java.util.Comparator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;

/** Urgent orders first: a PriorityBlockingQueue has no limit, whatever its initial capacity suggests. */
final class UrgentFirst implements Program {
    private final BlockingQueue<Order> orders =
            new PriorityBlockingQueue<>(100, Comparator.comparingInt(Order::quantity));

    @Override
    public void start(Load load) {
        Ledger ledger = load.ledger("orders", 200);
        load.source("order-intake", Pace.poisson(320), ledger, number -> {
            orders.put(Order.number(number));
            ledger.accepted();
        });
        load.server("db-writer", () -> {
            orders.take();
            ledger.serve();
        });
    }
}
