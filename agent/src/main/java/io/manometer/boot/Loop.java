package io.manometer.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of one event loop; weak towards it. Tasks leave on the loop's own thread, so what is counted there has one writer; tasks
 * arrive from any thread.
 */
final class Loop extends WeakTable.Entry {
    private static final VarHandle ARRIVALS = handle(long.class, "arrivals");
    private static final VarHandle PROBE = handle(long.class, "probe");
    private static final VarHandle REFUSED = handle(long.class, "refused");

    final LoopGroup group;

    /** Time in which the loop's thread waits for events or tasks. */
    final WaitClock idle = new WaitClock();

    @SuppressWarnings("unused") // through ARRIVALS
    private volatile long arrivals;

    @SuppressWarnings("unused") // through REFUSED
    private volatile long refused;

    long departures;
    long lowest = Long.MAX_VALUE;
    long highest;

    /** The departure that ends the wait probe in flight; {@link Long#MAX_VALUE} when none is. */
    @SuppressWarnings("FieldMayBeFinal") // through PROBE
    private volatile long probe = Long.MAX_VALUE;

    private volatile long probeStart;
    private volatile long probeAfter;
    long sojournCount;
    long sojournSum;
    long sojournMin = Long.MAX_VALUE;
    long sojournMax;

    /** It was there before the agent, and how much was queued then is not certain until it first waits. */
    volatile boolean late;

    /** Known from the first task that the loop ran. */
    volatile @Nullable OfThread thread;

    /** Whether it was ever seen to wait: else nothing can be said of how busy it is. */
    volatile boolean idleKnown;

    /** The hop at which the loop's thread is waiting for room; 0 when it isn't. */
    volatile int waitingAt;

    /** The hop whose pool made the loop's thread run a task, in this window. */
    volatile int ranFor;

    volatile @Nullable String ranStack;
    volatile long ranNanos;

    // The sampler's own notes.
    long toldArrivals;
    long toldDepartures;
    long toldSojournCount;
    long toldSojournSum;
    long toldRefused;
    long toldIdle;
    long toldAt;
    int looks;
    int looksWaiting;
    int waitedAt;

    @Nullable
    String waitStack;

    Loop(Object loop, LoopGroup group) {
        super(loop);
        this.group = group;
    }

    /** A loop by its thread. */
    static final class OfThread extends WeakTable.Entry {
        final Loop loop;

        OfThread(Thread thread, Loop loop) {
            super(thread);
            this.loop = loop;
        }
    }

    long arrivals() {
        return arrivals;
    }

    long refusals() {
        return refused;
    }

    void refuse() {
        long ignored = (long) REFUSED.getAndAdd(this, 1L);
    }

    /** Before anybody else has it: so many tasks were queued when it was first seen. */
    void startWith(long tasks) {
        late = true;
        arrivals = tasks;
        toldArrivals = tasks;
    }

    /** On the loop's thread, which found its queue empty. */
    void settle() {
        late = false;
        departures = Math.max(departures, arrivals);
    }

    /** A task arrived; true when its thread should be looked at. */
    boolean arrive() {
        long sequence = (long) ARRIVALS.getAndAdd(this, 1L) + 1;
        long depth = sequence - departures;
        if (depth > highest) {
            highest = depth;
        }
        if (sequence < probeAfter) {
            return false;
        }
        probeAfter = sequence + group.gap;
        if (probe == Long.MAX_VALUE) {
            probeStart = System.nanoTime();
            probe = Math.max(sequence, departures + 1);
        }
        return true;
    }

    /** On the loop's thread: a task left. */
    void depart() {
        long sequence = departures + 1;
        departures = sequence;
        long depth = Math.max(0, arrivals - sequence);
        if (depth < lowest) {
            lowest = depth;
        }
        long awaited = probe;
        if (sequence >= awaited && PROBE.compareAndSet(this, awaited, Long.MAX_VALUE)) {
            long wait = Math.max(0, System.nanoTime() - probeStart);
            sojournCount++;
            sojournSum += wait;
            sojournMin = Math.min(sojournMin, wait);
            sojournMax = Math.max(sojournMax, wait);
        }
    }

    private static VarHandle handle(Class<?> type, String field) {
        try {
            return MethodHandles.lookup().findVarHandle(Loop.class, field, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
