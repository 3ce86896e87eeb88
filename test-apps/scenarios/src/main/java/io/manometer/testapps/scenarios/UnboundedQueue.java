package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** One producer, one consumer and a queue without a limit between them. Whether that is a problem is a matter of rates. */
final class UnboundedQueue implements Program {
    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private final Pace pace;
    private final double servedPerSecond;

    UnboundedQueue(Pace pace, double servedPerSecond) {
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
