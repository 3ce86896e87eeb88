package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Two pools in a row; when the second is full, the threads of the first have to do its work themselves, and so take less
 * new work. What the first does when it is full is a matter of its handler.
 */
final class CallerRunsPool implements Program {
    private static final int THREADS = 2;

    private final ThreadPoolExecutor intake;
    private final ThreadPoolExecutor pricing = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(50),
            new NamedThreads("pricing"),
            new ThreadPoolExecutor.CallerRunsPolicy());

    CallerRunsPool(RejectedExecutionHandler whenIntakeIsFull) {
        intake = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(50),
                new NamedThreads("intake"),
                whenIntakeIsFull);
    }

    @Override
    public void start(Load load) {
        Ledger atIntake = load.ledger("intake", THREADS, 2_000);
        Ledger atPricing = load.ledger("pricing", THREADS, 250);
        load.source("http", Pace.poisson(1_000), atIntake, number -> {
            intake.execute(() -> {
                atIntake.serveTask();
                atPricing.offered();
                pricing.execute(atPricing::serveTask);
                atPricing.accepted();
            });
            atIntake.accepted();
        });
    }

    /** The handler that many projects write themselves: wait for room in the pool's queue. */
    static void waitForRoom(Runnable task, ThreadPoolExecutor pool) {
        try {
            pool.getQueue().put(task);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
