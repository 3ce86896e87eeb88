package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A pool that throws work away when it is full, and tells nobody. */
final class DiscardingPool implements Program {
    private static final int THREADS = 2;

    private final ThreadPoolExecutor thumbnails;

    DiscardingPool(RejectedExecutionHandler handler) {
        thumbnails = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(50),
                new NamedThreads("thumbnails"),
                handler);
    }

    @Override
    public void start(Load load) {
        Ledger ledger = load.ledger("thumbnails", THREADS, 300);
        load.source("upload", Pace.poisson(600), ledger, number -> thumbnails.execute(ledger::serveTask));
    }
}
