package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The cure: {@code put} on a queue with a limit makes the producer wait for the consumer. */
final class BoundedQueue implements Program {
    private final BlockingQueue<Order> orders;
    private final Pace pace;
    private final double servedPerSecond;

    BoundedQueue(int capacity, Pace pace, double servedPerSecond) {
        this.orders = new ArrayBlockingQueue<>(capacity);
        this.pace = pace;
        this.servedPerSecond = servedPerSecond;
    }

    @Override
    public void start(Load load) {
        Ledger ledger = load.ledger("orders", servedPerSecond);
        load.source("order-intake", pace, ledger, number -> {
            orders.put(Order.number(number));
            ledger.accepted();
        });
        load.server("db-writer", () -> {
            orders.take();
            ledger.serve();
        });
    }
}
