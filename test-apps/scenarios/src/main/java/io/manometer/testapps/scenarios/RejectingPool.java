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
    private final Pace pace;
    private final boolean polite;

    /** @param polite callers wait a little and let the refused order go, rather than try again at once */
    RejectingPool(Pace pace, boolean polite) {
        this.pace = pace.forgettingMissed();
        this.polite = polite;
    }

    /** What one of the callers offers: a little less than can be done, and from 40 % of the run on a little more. */
    static Pace overloadedLater(Duration length) {
        double later = 0.4 * length.toSeconds();
        return Pace.varying(second -> second < later ? 90 : 115);
    }

    @Override
    public void start(Load load) {
        Ledger ledger = load.ledger("pricing", THREADS, 400);
        for (int caller = 1; caller <= CALLERS; caller++) {
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
