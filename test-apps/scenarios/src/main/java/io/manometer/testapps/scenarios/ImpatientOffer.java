package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

/** Several producers wait for room, but not for long: work is both held back and refused. */
final class ImpatientOffer implements Program {
    private static final int PRODUCERS = 4;

    private final BlockingQueue<Order> orders = new LinkedBlockingDeque<>(50);

    @Override
    public void start(Load load) {
        Ledger ledger = load.ledger("orders", 200);
        for (int producer = 1; producer <= PRODUCERS; producer++) {
            Pace pace = Pace.poisson(400.0 / PRODUCERS).forgettingMissed();
            load.source("order-intake-" + producer, pace, ledger, number -> {
                boolean taken = orders.offer(Order.number(number), 10, TimeUnit.MILLISECONDS);
                ledger.outcome(taken);
            });
        }
        load.server("db-writer", () -> {
            orders.take();
            ledger.serve();
        });
    }
}
