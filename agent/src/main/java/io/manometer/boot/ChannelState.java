package io.manometer.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import jdk.internal.vm.annotation.ForceInline;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of one Netty channel; weak towards it, some 320 bytes. Netty adds and removes what it writes on the channel's event
 * loop, so those counts have one writer and are plain; what other threads hand to the loop is counted atomically.
 */
final class ChannelState extends WeakTable.Entry {
    private static final VarHandle HANDED_IN = handle("handedIn");
    private static final VarHandle HANDED_IN_UNWRITABLE = handle("handedInUnwritable");
    private static final VarHandle WRITES_HANDED_IN_UNWRITABLE = handle("writesHandedInUnwritable");

    // What every write touches is first, and so side by side.

    /** Bytes in buffers added to the outbound buffer, with Netty's overhead for each. */
    long added;

    long writes;

    /** Number of the write that needs more than to be counted; 0 while bytes taken back are to be added again. */
    private long lookAt;

    private long lowest = Long.MAX_VALUE;
    private long highest;

    /** Number of the write at which to look at the thread next. */
    private long lookDue;

    /** Bytes that another thread handed in and that the loop is about to add: no arrivals any more. */
    private long moved;

    /** Bytes that waited when it was first seen: neither arrival nor departure. */
    long initial;

    /** Bytes written or failed, of a channel that keeps no count of its own. */
    private long removed;

    long addedUnwritable;
    long writesUnwritable;
    long flushes;

    /** How the channel came about, for a person. */
    final String role;

    /** The hop; null until an initializer built the channel or it was written to, and beyond limit.hops. */
    volatile @Nullable Pipeline pipeline;

    /** Creation site, for the channels that this one accepts. */
    final Site site;

    /** Netty's own count of what waits; null until the first flush, before which nothing leaves, and for streams of HTTP/2. */
    volatile @Nullable PendingBytes pendingBytes;

    @SuppressWarnings("unused") // through the handles
    private volatile long handedIn;

    @SuppressWarnings("unused")
    private volatile long handedInUnwritable;

    @SuppressWarnings("unused")
    private volatile long writesHandedInUnwritable;

    final Spell notWritable = new Spell();
    final Spell paused = new Spell();
    volatile boolean autoRead = true;

    /** The next in the list of closed channels whose last window was not told yet. */
    @Nullable
    ChannelState nextClosed;

    /** What the sampler told last; touched by its thread only. */
    long toldArrivals;

    long toldPending;
    long toldUnwritable;
    long toldWrites;
    long toldWritesUnwritable;
    long toldFlushes;
    long toldNotWritableNanos;
    long toldPausedNanos;

    ChannelState(Object channel, Site site, String role) {
        super(channel);
        this.site = site;
        this.role = role;
    }

    /** Before anybody else has it: so much waited when it was first seen. */
    void startWith(long bytes) {
        initial = bytes;
        added = bytes;
        toldArrivals = bytes;
        toldPending = bytes;
    }

    // ---------------------------------------------------------------- on the event loop

    /** Whether the next write only needs to be counted. */
    @ForceInline
    boolean isPlain() {
        return writes + 1 < lookAt;
    }

    /** A write after which so many bytes wait. What left before it shows here: the least that waits is what waits before some write, or now. */
    @ForceInline
    void add(long pending, long size) {
        added += size;
        writes++;
        sees(pending - size, pending);
    }

    /** A write of bytes that may have been handed in; true when they were, and all but the write itself is counted already. */
    boolean addAgain(long pending, long size) {
        long again = Math.min(moved, size);
        moved -= again;
        added += size;
        writes++;
        sees(pending - size + again, pending);
        if (again > 0) {
            lookDue++;
        }
        lookAt = moved > 0 ? 0 : lookDue;
        return again > 0;
    }

    boolean isLookDue() {
        return writes >= lookDue;
    }

    void lookAfter(int more) {
        lookDue = writes + more;
        lookAt = lookDue;
    }

    void remove(long pending, long size) {
        removed += size;
        if (pending < lowest) {
            lowest = pending;
        }
    }

    void takeBack(long size) {
        handIn(-size, false);
        // A handler may add fewer bytes than were taken back, or none: what is left over must not grow.
        moved = size;
        lookAt = 0;
    }

    // ---------------------------------------------------------------- on any thread

    @ForceInline
    void sees(long before, long after) {
        if (before < lowest) {
            lowest = before;
        }
        if (after > highest) {
            highest = after;
        }
    }

    /** Bytes for the loop to write, or, negative, taken back by it. */
    void handIn(long bytes, boolean unwritable) {
        long ignored = (long) HANDED_IN.getAndAdd(this, bytes);
        if (unwritable) {
            ignored = (long) HANDED_IN_UNWRITABLE.getAndAdd(this, bytes);
            ignored = (long) WRITES_HANDED_IN_UNWRITABLE.getAndAdd(this, 1L);
        }
    }

    // ---------------------------------------------------------------- on the sampler's thread

    /**
     * What waits now, to be asked for before what arrived: then what arrives in between counts as gone until the next window, not as waiting
     * twice.
     *
     * @param written number of writes, read before
     */
    long waiting(long written) {
        PendingBytes netty = pendingBytes;
        if (netty == null) {
            long left = removed;
            return Math.max(0, arrivals() - left);
        }
        if (written == toldWrites && toldPending == 0 && handedIn == 0) {
            return 0; // of an idle channel nothing more is touched
        }
        VarHandle.acquireFence();
        return netty.read();
    }

    /** The least that waited since the last call. */
    long takeLowest() {
        long least = lowest;
        lowest = Long.MAX_VALUE;
        return least;
    }

    /** The most that waited since the last call. */
    long takeHighest() {
        long most = highest;
        highest = 0;
        return most;
    }

    long arrivals() {
        return added + handedIn;
    }

    long arrivalsUnwritable() {
        return addedUnwritable + handedInUnwritable;
    }

    long writesUnwritable() {
        return writesUnwritable + writesHandedInUnwritable;
    }

    private static VarHandle handle(String field) {
        try {
            return MethodHandles.lookup().findVarHandle(ChannelState.class, field, long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * Time in one of two states, the spell that is still open included. Begun and ended by whoever changes the state; two that
     * do so at once lose nothing but the time between them.
     */
    static final class Spell {
        private volatile long since;
        private volatile long total;

        void set(boolean on, long now) {
            long start = since;
            if (on) {
                if (start == 0) {
                    since = now == 0 ? 1 : now;
                }
                return;
            }
            if (start != 0) {
                since = 0;
                total += Math.max(0, now - start);
            }
        }

        boolean isOn() {
            return since != 0;
        }

        /** Length of the spell that is open; 0 when none is. */
        long open(long now) {
            long start = since;
            return start == 0 ? 0 : Math.max(0, now - start);
        }

        long nanos(long now) {
            long before = total;
            return before + open(now);
        }
    }
}
