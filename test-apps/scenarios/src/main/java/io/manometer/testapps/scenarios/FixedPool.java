package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** {@code Executors.newFixedThreadPool} limits the threads, not the work that waits for them. */
final class FixedPool implements Program {
    private static final int THREADS = 4;

    private final ExecutorService pricing = Executors.newFixedThreadPool(THREADS, new NamedThreads("pricing"));
    private final Pace pace;

    FixedPool(Pace pace) {
        this.pace = pace;
    }

    @Override
    public void start(Load load) {
        Ledger ledger = load.ledger("pricing", THREADS, 400);
        load.source("order-intake", pace, ledger, number -> {
            pricing.execute(ledger::serveTask);
            ledger.accepted();
        });
    }
}
