package io.manometer.boot;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one registry of meters: an open-addressing table keyed by identity and read without a lock. Insertion takes a private
 * lock for some ten nanoseconds, once per buffer; nothing is called while it is held.
 */
final class Meters {
    private static final int INITIAL_SIZE = 1 << 10;
    private static volatile @Nullable Meter[] table = new Meter[INITIAL_SIZE];
    /** A rebuild takes some 10 ns a meter, so that purging costs a percent of one processor at most. */
    private static final long PURGE_NANOS = 10_000_000L;

    /** Ended and told to no sink yet; at most as many as were described in one window. */
    private static final List<Meter> ENDED = new ArrayList<>();
    /** The meters of the table in the order of their creation. */
    private static final ArrayList<Meter> ORDERED = new ArrayList<>();

    private static long lastPurge = System.nanoTime() - PURGE_NANOS;
    private static int used;
    private static int lastId;
    private static int live;
    private static volatile int limit = 10_000;

    private Meters() {}

    static void limit(int hops) {
        limit = hops;
    }

    static int live() {
        return live;
    }

    /** The meter of this very object; null when it has none. */
    static @Nullable Meter find(Object buffer) {
        @Nullable Meter[] snapshot = table;
        int mask = snapshot.length - 1;
        int hash = System.identityHashCode(buffer);
        Meter meter;
        for (int i = hash & mask; (meter = snapshot[i]) != null; i = (i + 1) & mask) {
            if (meter.hash == hash && meter.refersTo(buffer)) {
                return meter;
            }
        }
        return null;
    }

    /** Whether another meter would go beyond limit.hops. */
    static boolean full() {
        return live >= limit;
    }

    static synchronized int nextId() {
        return ++lastId;
    }

    /** The meter of the buffer, made now when it has none yet; null beyond limit.hops. */
    static @Nullable Meter register(Object buffer, Site site, long capacity, boolean fifo, boolean seenLate) {
        return register(buffer, site, capacity, fifo, seenLate, null, null);
    }

    /** The same for a buffer that was built with these locks. */
    static synchronized @Nullable Meter register(
            Object buffer,
            Site site,
            long capacity,
            boolean fifo,
            boolean seenLate,
            @Nullable Object putLock,
            @Nullable Object takeLock) {
        Meter present = find(buffer);
        if (present != null) {
            return present;
        }
        if (full()) {
            purge();
        }
        if (full()) {
            return null;
        }
        if (used + (used >> 1) >= table.length) {
            rebuild();
        }
        Meter meter = new Meter(
                buffer, System.identityHashCode(buffer), ++lastId, site, capacity, fifo, seenLate, putLock, takeLock);
        insert(table, meter);
        ORDERED.add(meter);
        used++;
        live++;
        return meter;
    }

    /** The described meters that ended since the last call, in place of what the list holds. */
    static synchronized void takeEnded(List<Meter> into) {
        into.clear();
        into.addAll(ENDED);
        ENDED.clear();
    }

    /**
     * Every meter, dead ones included, as the sampler's working copy: in the order of their creation, in which they lie in memory, as
     * what the sampler spends most on is waiting for memory.
     */
    static synchronized List<Meter> snapshot(List<Meter> reused) {
        reused.clear();
        reused.addAll(ORDERED);
        return reused;
    }

    /** Forgets the meters whose buffers are gone; called by the sampler after their last window. */
    static synchronized void forget(List<Meter> dead) {
        if (dead.isEmpty()) {
            return;
        }
        for (Meter meter : dead) {
            meter.clear();
        }
        rebuild();
    }

    /** Ends a meter whose buffer is gone; false when somebody else did. Whoever ended it accounts for it. */
    static synchronized boolean end(Meter meter) {
        boolean ended = meter.ended;
        meter.ended = true;
        if (!ended && wasDescribed(meter)) {
            ENDED.add(meter);
        }
        return !ended;
    }

    /**
     * From now on the meter's end is told. False when it has already ended: a thread that made room came between the sampler's look at it
     * and this, counted it as one that was never described, and its description would have no end.
     */
    static synchronized boolean describe(Meter meter, Meter.Last last) {
        last.described |= !meter.ended;
        return last.described;
    }

    /** Makes room where dead meters fill the limit, so that they don't keep the live out until the window ends. */
    private static void purge() {
        long now = System.nanoTime();
        if (now - lastPurge >= PURGE_NANOS) {
            lastPurge = now;
            rebuild();
        }
    }

    private static void account(Meter gone) {
        if (gone.ended || gone.ignored) {
            return;
        }
        gone.ended = true;
        if (wasDescribed(gone)) {
            ENDED.add(gone);
            Health.lostSamples.incrementAndGet();
        } else {
            Health.shortLivedHops.incrementAndGet();
        }
    }

    private static boolean wasDescribed(Meter meter) {
        Meter.Last last = meter.last;
        return last != null && last.described;
    }

    private static void insert(@Nullable Meter[] target, Meter meter) {
        int mask = target.length - 1;
        int i = meter.hash & mask;
        while (target[i] != null) {
            i = (i + 1) & mask;
        }
        target[i] = meter;
    }

    /** A new table without the cleared meters; readers of the old one still find all that live. */
    private static void rebuild() {
        List<Meter> kept = new ArrayList<>(used);
        for (Meter meter : ORDERED) {
            if (meter.refersTo(null)) {
                account(meter);
            } else {
                kept.add(meter);
            }
        }
        int size = INITIAL_SIZE;
        while (size < kept.size() * 2) {
            size <<= 1;
        }
        @Nullable Meter[] fresh = new Meter[size];
        for (Meter meter : kept) {
            insert(fresh, meter);
        }
        ORDERED.clear();
        ORDERED.addAll(kept);
        used = kept.size();
        live = kept.size();
        table = fresh;
    }
}
