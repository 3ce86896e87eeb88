package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import java.util.concurrent.ForkJoinPool;

/** Blocking calls on the common pool: it has as many threads as processors less one, and a queue without a limit. */
final class CommonPool implements Program {
    private final ForkJoinPool commonPool;

    CommonPool() {
        // Two threads wherever this runs; the capacity below depends on it.
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "2");
        this.commonPool = ForkJoinPool.commonPool();
    }

    @Override
    public void start(Load load) {
        Ledger ledger = load.ledger("commonPool", commonPool.getParallelism(), 200);
        load.source("http", Pace.poisson(320), ledger, number -> {
            commonPool.execute(ledger::serveTask);
            ledger.accepted();
        });
    }
}
