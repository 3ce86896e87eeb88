package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A pool that refuses with an exception what it cannot take. What callers make of it is up to them. */
final class RejectingPool implements Program {
    private static final int THREADS = 4;
    private static final int CALLERS = 4;

    private final ThreadPoolExecutor pricing = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(50),
            new NamedThreads("pricing"),
            new ThreadPoolExecutor.AbortPolicy());
    private final boolean polite;

    /** @param polite callers wait a little and let the refused order go, rather than try again at once */
    RejectingPool(boolean polite) {
        this.polite = polite;
    }

    @Override
    public void start(Load load) {
        Ledger ledger = load.ledger("pricing", THREADS, 400);
        double factor = polite ? 2 : 1.2;
        for (int caller = 1; caller <= CALLERS; caller++) {
            Pace pace = Pace.poisson(factor * 400 / CALLERS).forgettingMissed();
            load.source("caller-" + caller, pace, ledger, number -> {
                int attempts = polite ? 1 : 20;
                while (!accepted(ledger) && --attempts > 0) {
                    load.backOff(Duration.ofMillis(2));
                    ledger.offered();
                }
                if (polite && attempts == 0) {
                    load.backOff(Duration.ofMillis(20));
                }
            });
        }
    }

    private boolean accepted(Ledger ledger) {
        try {
            pricing.execute(ledger::serveTask);
            ledger.accepted();
            return true;
        } catch (RejectedExecutionException full) {
            ledger.refused();
            return false;
        }
    }
}
