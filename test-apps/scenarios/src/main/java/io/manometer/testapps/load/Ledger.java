package io.manometer.testapps.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongUnaryOperator;

/**
 * What was really offered to one hop and what its servers really did: the truth that verdicts are graded by.
 *
 * <p>Service is time parked, not processor time, so that many programs can run side by side. What a park overshoots is
 * taken off the next one: the realised service rate is the configured one even where timers are coarse.
 */
public final class Ledger {
    /** Longest time that is made up for: a machine that stood still for longer has really lost capacity. */
    private static final long LONGEST_CATCH_UP = Duration.ofSeconds(1).toNanos();

    private final String hop;
    private final int servers;
    private volatile long nanosPerItem;

    /** Service time still to be spent (positive) or overspent by earlier parks (negative). */
    private final AtomicLong owed = new AtomicLong();

    private final LongAdder offered = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder served = new LongAdder();
    private final LongAdder busyNanos = new LongAdder();

    Ledger(String hop, int servers, double perSecond) {
        this.hop = hop;
        this.servers = servers;
        serveAt(perSecond);
    }

    /** From now on all servers of this hop together can do so many items per second. */
    public void serveAt(double perSecond) {
        nanosPerItem = Math.round(servers * 1e9 / perSecond);
    }

    public void offered() {
        offered.increment();
    }

    public void accepted() {
        accepted.increment();
    }

    public void refused() {
        refused.increment();
    }

    /** Notes the outcome of an offer. */
    public void outcome(boolean taken) {
        if (taken) {
            accepted();
        } else {
            refused();
        }
    }

    /** Spends the service time of one item on the calling thread. */
    public void serve() throws InterruptedException {
        long now = System.nanoTime();
        long due = owed.getAndSet(0) + nanosPerItem;
        Clock.parkUntil(now + due);
        long spent = System.nanoTime() - now;
        owed.addAndGet(Math.max(due - spent, -LONGEST_CATCH_UP));
        busyNanos.add(spent);
        served.increment();
    }

    /** As {@link #serve}, for tasks of an executor: an interrupt ends the task. */
    public void serveTask() {
        try {
            serve();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next item takes this much longer: a full collection, a lock held elsewhere, a database that fails over. */
    public void pause(Duration length) {
        owed.addAndGet(length.toNanos());
    }

    /**
     * The state of the books.
     *
     * @param start of the load
     * @param demandWithin how many arrivals were due in so many nanoseconds, offered or not
     */
    Truth.Hop close(long start, LongUnaryOperator demandWithin) {
        long elapsed = System.nanoTime() - start;
        long done = served.sum();
        double capacity = done == 0 ? 0 : done * 1e9 / busyNanos.sum() * servers;
        long offers = offered.sum();
        long taken = accepted.sum();
        long turnedAway = refused.sum();
        long demand = demandWithin.applyAsLong(elapsed);
        double utilisation = capacity == 0 ? 0 : demand * 1e9 / elapsed / capacity;
        return new Truth.Hop(hop, demand, offers, taken, turnedAway, done, capacity, utilisation);
    }
}
