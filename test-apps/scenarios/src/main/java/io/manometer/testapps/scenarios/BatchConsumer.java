package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A consumer that writes in batches: it comes every five seconds and takes all there is. A backlog by design, not by overload. */
final class BatchConsumer implements Program {
    private static final Duration CYCLE = Duration.ofSeconds(5);

    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();

    @Override
    public void start(Load load) {
        Ledger ledger = load.ledger("orders", 1_000);
        load.source("order-intake", Pace.poisson(400), ledger, number -> {
            orders.put(Order.number(number));
            ledger.accepted();
        });
        load.server("batch-writer", () -> {
            List<Order> batch = new ArrayList<>();
            batch.add(orders.take());
            orders.drainTo(batch);
            load.backOff(CYCLE);
        });
    }
}
