package io.manometer.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of one Netty channel; weak towards it, some 260 bytes. Netty adds and removes what it writes on the channel's event
 * loop, so those counts have one writer and are plain; what other threads hand to the loop is counted atomically.
 */
final class ChannelState extends WeakTable.Entry {
    private static final VarHandle HANDED_IN = handle("handedIn");
    private static final VarHandle HANDED_IN_UNWRITABLE = handle("handedInUnwritable");
    private static final VarHandle WRITES_HANDED_IN_UNWRITABLE = handle("writesHandedInUnwritable");

    /** How the channel came about, for a person. */
    final String role;

    /** The hop; null until an initializer built the channel or it was written to, and beyond limit.hops. */
    volatile @Nullable Pipeline pipeline;

    /** Creation site, for the channels that this one accepts. */
    final Site site;

    /** Bytes in buffers added to the outbound buffer, with Netty's overhead for each. */
    long added;

    /** Bytes that waited when it was first seen: neither arrival nor departure. */
    long initial;

    /** Bytes written or failed. */
    long removed;

    /** Bytes that another thread handed in and that the loop is about to add: no arrivals any more. */
    long moved;

    long addedUnwritable;
    long writes;
    long writesUnwritable;
    long flushes;
    long lowest = Long.MAX_VALUE;
    long highest;
    int untilLook;

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

    /** On any thread: bytes for the loop to write, or, negative, taken back by it. */
    void handIn(long bytes, boolean unwritable) {
        long ignored = (long) HANDED_IN.getAndAdd(this, bytes);
        if (unwritable) {
            ignored = (long) HANDED_IN_UNWRITABLE.getAndAdd(this, bytes);
            ignored = (long) WRITES_HANDED_IN_UNWRITABLE.getAndAdd(this, 1L);
        }
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
