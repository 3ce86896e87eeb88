package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Ledger;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Pace;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

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
    private final AtomicLong refusedSoFar = new AtomicLong();

    /** @param polite callers wait a little and let the refused order go, rather than try again until it is taken */
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
                if (accepted(ledger)) {
                    return;
                }
                if (polite) {
                    load.backOff(Duration.ofMillis(20));
                } else {
                    refusedSoFar.incrementAndGet();
                }
            });
        }
        if (!polite) {
            load.server("try-again", () -> tryAgain(load, ledger));
        }
    }

    /** Nobody gives up: all that was refused is offered again, four times a second, and there is ever more of it. */
    private void tryAgain(Load load, Ledger ledger) {
        load.backOff(Duration.ofMillis(250));
        for (long left = refusedSoFar.get(); left > 0; left--) {
            ledger.offered();
            if (accepted(ledger)) {
                refusedSoFar.decrementAndGet();
            }
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
