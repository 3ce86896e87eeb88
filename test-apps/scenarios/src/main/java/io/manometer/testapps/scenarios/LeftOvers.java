package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** After a short rush the consumer goes home too early: 500 orders are left over and nothing moves any more. */
final class LeftOvers implements Program {
    private static final int DONE = 1_000;

    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();

    @Override
    public void start(Load load) {
        Ledger ledger = load.ledger("orders", 250);
        load.source("order-intake", Pace.varying(second -> second < 3 ? 500 : 0), ledger, number -> {
            orders.put(Order.number(number));
            ledger.accepted();
        });
        load.startOnce("db-writer", () -> {
            for (int done = 0; done < DONE; done++) {
                orders.take();
                ledger.serve();
            }
        });
    }
}
