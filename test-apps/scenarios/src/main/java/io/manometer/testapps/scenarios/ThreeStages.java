package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Intake, pricing, database: the third stage is too slow. Whether the first one notices depends on the queues between them:
 * it does if each of them has a limit, and not if one has none.
 */
final class ThreeStages implements Program {
    static final int NO_LIMIT = Integer.MAX_VALUE;

    private final BlockingQueue<Order> orders;
    private final BlockingQueue<Order> toDatabase;

    ThreeStages(int ordersLimit, int toDatabaseLimit) {
        this.orders = new LinkedBlockingQueue<>(ordersLimit);
        this.toDatabase = new LinkedBlockingQueue<>(toDatabaseLimit);
    }

    @Override
    public void start(Load load) {
        Ledger atPricing = load.ledger("orders", 1_000);
        Ledger atDatabase = load.ledger("toDatabase", 250);
        load.source("order-intake", Pace.poisson(500), atPricing, number -> {
            orders.put(Order.number(number));
            atPricing.accepted();
        });
        load.server("pricing", () -> {
            Order order = orders.take();
            atPricing.serve();
            atDatabase.offered();
            toDatabase.put(order);
            atDatabase.accepted();
        });
        load.server("db-writer", () -> {
            toDatabase.take();
            atDatabase.serve();
        });
    }
}
