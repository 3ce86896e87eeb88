package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The only consumer dies of an exception that nobody sees; orders keep coming. */
final class DyingConsumer implements Program {
    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private volatile boolean poisoned;

    @Override
    public void start(Load load) {
        Ledger ledger = load.ledger("orders", 400);
        load.source("order-intake", Pace.poisson(240), ledger, number -> {
            orders.put(Order.number(number));
            ledger.accepted();
        });
        load.startOnce("db-writer", () -> {
            while (!poisoned) {
                orders.take();
                ledger.serve();
            }
        });
        load.after(0.3, () -> poisoned = true);
    }
}
