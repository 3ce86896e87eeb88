package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** All is well until the consumer loses almost half of its capacity at half time: a replica gone, a cache cold. */
final class SlowingConsumer implements Program {
    private static final double OFFERED = 350;

    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();

    @Override
    public void start(Load load) {
        Ledger ledger = load.ledger("orders", OFFERED / 0.7);
        load.source("order-intake", Pace.poisson(OFFERED), ledger, number -> {
            orders.put(Order.number(number));
            ledger.accepted();
        });
        load.server("db-writer", () -> {
            orders.take();
            ledger.serve();
        });
        load.after(0.5, () -> ledger.serveAt(OFFERED / 1.3));
    }
}
