package io.manometer.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of one buffer. Weak towards it: the meter dies with its buffer. About 200 bytes, and as much again once the
 * buffer is used.
 */
public final class Meter extends WeakReference<Object> {
    static final VarHandle LOOKED_AT = handle("lookedAt", long.class);
    static final VarHandle PROBE_AT = handle("probeAt", long.class);
    static final VarHandle EDGE_FROM = handle("edgeFrom", int.class);
    static final VarHandle EDGE_COUNT = handle("edgeCount", long.class);
    private static final VarHandle DETAIL;
    private static final VarHandle BATCHED;

    static {
        try {
            DETAIL = MethodHandles.lookup().findVarHandle(Meter.class, "detail", Detail.class);
            BATCHED = MethodHandles.lookup().findVarHandle(Detail.class, "batched", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    public final int id;
    final int hash;

    /** Where the buffer was created. */
    public final Site bufferSite;

    /** Where the executor was created that owns the buffer; for a plain queue the same. */
    public volatile Site site;

    public final String type;
    public final boolean seenLate;
    public final long createdMillis;

    /** Where arrivals are counted: the producers' lock, or a stand-in for it. */
    final MeteredLock puts;

    /** Where departures are counted. The same as {@link #puts} where both ends share a lock: what left is then derived from the depth. */
    final MeteredLock takes;

    /** Work that was in the buffer when it was first seen: neither arrival nor departure. */
    long initialDepth;

    /** The limit in items; -1 when there is none. */
    volatile long capacity;

    volatile Kind kind = Kind.QUEUE;
    volatile boolean fifo;

    /** Seen late without a lock to count it under: the sampler counts what was in it, once. */
    volatile boolean initialDepthUnknown;

    /** Left out by exclude=, or not wanted for another reason: found by the hooks, ignored by the sampler. */
    volatile boolean ignored;

    volatile @Nullable Pool pool;

    /** What fills the windows of a hop that is no queue; set when the hop is created. */
    volatile @Nullable WindowSource source;

    /** Mean number of arrivals, and of departures, between two looks at the thread; set by the sampler from the rate. */
    int sampleGap = 1;

    /** The arrival that was looked at last. */
    volatile long lookedAt;

    /** Sketches of the threads that were looked at in the window. */
    long producerBits;

    long consumerBits;

    /** Name pattern of the first thread that took an item; empty until it is known. */
    volatile String consumerThreads = "";

    /** The departure at which to look at the consumer next. */
    long consumerLookAt = Long.MIN_VALUE;

    /** The departure that ends the wait probe in flight; {@link Long#MAX_VALUE} when none is. */
    volatile long probeAt = Long.MAX_VALUE;

    long probeStart;
    long sojournSum;
    long sojournMin = Long.MAX_VALUE;
    long sojournMax;
    int sojournCount;

    /** The hop that fed this one first, and how often. */
    volatile int edgeFrom;

    volatile long edgeCount;
    private volatile @Nullable Edges otherEdges;

    /** Size of an item in bytes; 0 before the first was measured. */
    int itemSize;

    /** Set by the sampler once a window, cleared by whoever measured an item. */
    boolean sizeWanted = true;

    /** The buffer is gone and its last window was told, or counted as lost; under the registry's lock. */
    boolean ended;

    private volatile @Nullable Detail detail;

    /** The sampler's own notes; touched by its thread only. */
    @Nullable
    Last last;

    /** The locks are the buffer's own; of other classes, or null, they are stood in for. */
    Meter(
            Object buffer,
            int hash,
            int id,
            Site site,
            long capacity,
            boolean fifo,
            boolean seenLate,
            @Nullable Object putLock,
            @Nullable Object takeLock) {
        super(buffer);
        this.puts = putLock instanceof MeteredLock own ? own : new MeteredLock();
        if (Capacities.sharesLock(buffer)) {
            this.takes = puts;
        } else {
            this.takes = takeLock instanceof MeteredLock own ? own : new MeteredLock();
        }
        this.hash = hash;
        this.id = id;
        this.site = site;
        this.bufferSite = site;
        this.type = buffer.getClass().getName();
        this.capacity = capacity;
        this.fifo = fifo;
        this.seenLate = seenLate;
        this.createdMillis = System.currentTimeMillis();
        puts.meter = this;
        takes.meter = this;
        puts.lookAt(1);
        lookAtDeparture(Long.MIN_VALUE);
    }

    /** Whether producers and consumers hold the same lock while they count. */
    boolean sharesLock() {
        return puts == takes;
    }

    /** Work accepted since the hop was first seen; racy by the operations under way. */
    long arrivals() {
        return (long) MeteredLock.COUNT.getVolatile(puts);
    }

    /** Work taken out since then; what left a buffer whose ends share a lock is known to who reads its depth. */
    long departures() {
        return sharesLock() ? 0 : (long) MeteredLock.COUNT.getVolatile(takes);
    }

    /** Sets the number of the departure at which to look next. */
    void lookAtDeparture(long number) {
        if (sharesLock()) {
            takes.lookAtDeparture(number);
        } else {
            takes.lookAt(number);
        }
    }

    /** A probe ended. */
    void waited(long nanos) {
        long wait = Math.max(0, nanos);
        sojournCount++;
        sojournSum += wait;
        sojournMin = Math.min(sojournMin, wait);
        sojournMax = Math.max(sojournMax, wait);
        if (Waits.wanted()) {
            Waits byLength = detail().waits;
            if (byLength != null) {
                byLength.add(wait);
            }
        }
    }

    synchronized Edges otherEdges() {
        Edges present = otherEdges;
        if (present == null) {
            present = new Edges();
            otherEdges = present;
        }
        return present;
    }

    @Nullable
    Edges otherEdgesIfAny() {
        return otherEdges;
    }

    Detail detail() {
        Detail present = detail;
        if (present != null) {
            return present;
        }
        Detail fresh = new Detail();
        return DETAIL.compareAndSet(this, null, fresh) ? fresh : java.util.Objects.requireNonNull(detail);
    }

    @Nullable
    Detail detailIfAny() {
        return detail;
    }

    public Kind kind() {
        return kind;
    }

    public boolean bounded() {
        return capacity >= 0;
    }

    /** The limit in items; -1 when there is none. */
    public long capacity() {
        return capacity;
    }

    /** Bytes that the buffer itself needs for each item, a lower bound; 0 when it is gone. */
    public long overheadPerItem() {
        Object buffer = get();
        return buffer == null ? 0 : Capacities.overheadPerItem(buffer);
    }

    public boolean fifo() {
        return fifo;
    }

    /** What fills the windows; null for a queue or an executor, whose hooks count in this meter. */
    public @Nullable WindowSource source() {
        return source;
    }

    /** The executor that owns this buffer; null for a plain queue. */
    public @Nullable Pool pool() {
        return pool;
    }

    /** Name pattern of the threads that take from it: the pool's, or the first consumer's of a plain queue; empty when unknown. */
    public String threads() {
        WindowSource own = source;
        if (own != null) {
            return own.threads();
        }
        Pool owner = pool;
        if (owner != null) {
            return owner.threads();
        }
        return consumerThreads;
    }

    /** The field or variable that holds the buffer, as {@code Class.field}; null when it can't be told. */
    public @Nullable String variable() {
        return site.variable;
    }

    private static VarHandle handle(String field, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(Meter.class, field, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What many buffers never need: waiting, refusals, batches, lateness. */
    static final class Detail {
        final WaitClock producers = new WaitClock();
        final WaitClock consumers = new WaitClock();

        volatile @Nullable Refusals refusals;

        /** Lateness of the head in the window, for buffers of delayed work; nanoseconds. */
        long latenessMin = Long.MAX_VALUE;

        long latenessMax;

        /** Waits by length; null unless metrics are exported. */
        final @Nullable Waits waits = Waits.ifWanted();

        boolean headNotDue;
        boolean outOfOrder;

        /** Departures that left several at a time; through {@link #leftTogether}. */
        @SuppressWarnings("unused")
        private volatile long batched;

        void leftTogether(long count) {
            long ignored = (long) BATCHED.getAndAdd(this, count);
        }

        long batched() {
            return batched;
        }

        synchronized Refusals refusals() {
            Refusals present = refusals;
            if (present == null) {
                present = new Refusals();
                refusals = present;
            }
            return present;
        }
    }

    /** Hops that feed this one besides the first. */
    static final class Edges {
        private static final int LIMIT = 15;
        private static final VarHandle FROMS = MethodHandles.arrayElementVarHandle(int[].class);
        private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(long[].class);

        final int[] froms = new int[LIMIT];
        final long[] counts = new long[LIMIT];

        /** What the sampler has told of each. */
        final long[] told = new long[LIMIT];

        /** False when there are more hops than places. */
        boolean count(int from, long weight) {
            for (int i = 0; i < LIMIT; i++) {
                if (froms[i] == from || (froms[i] == 0 && claim(i, from))) {
                    long ignored = (long) COUNTS.getAndAdd(counts, i, weight);
                    return true;
                }
            }
            return false;
        }

        /** False when another thread took the place for another hop. */
        private boolean claim(int index, int from) {
            return FROMS.compareAndSet(froms, index, 0, from) || froms[index] == from;
        }
    }

    /** Work turned away, by kind; written without a lock, hence atomically. */
    static final class Refusals {
        static final int EXCEPTION = 0;
        static final int FALSE = 1;
        static final int TIMEOUT = 2;
        static final int DROP_NEWEST = 3;
        static final int DROP_OLDEST = 4;
        static final int CALLER_RUNS = 5;
        static final int KINDS = 6;

        final java.util.concurrent.atomic.AtomicLongArray counts =
                new java.util.concurrent.atomic.AtomicLongArray(KINDS);

        /** The sampler lets one refusal a window report its stack. */
        volatile boolean stackWanted = true;

        /**
         * What came since the last call, by kind; true when there is anything to tell. A refusal by exception is first counted as false and then
         * moved; what was told in between is taken back, by a number below zero, so that sums are exact.
         */
        boolean tell(long[] before, long[] told) {
            boolean any = false;
            for (int kind = 0; kind < KINDS; kind++) {
                long count = counts.get(kind);
                told[kind] = count - before[kind];
                any |= told[kind] != 0;
                before[kind] = count;
            }
            return any;
        }
    }

    /** What the sampler saw at the end of the previous window; small, as every hop has it. */
    static final class Last {
        long arrivals;
        long departures;
        long depth;
        int sojournCount;
        long sojournSum;
        long edgesTold;

        int describedAs;

        /** So its end must be told. Once true it stays; set only by {@link Meters#describe}. */
        boolean described;

        @Nullable
        Clocks clocks;

        @Nullable
        Polled polled;

        /** For a hop with {@link Detail}. */
        Clocks clocks() {
            Clocks present = clocks;
            if (present == null) {
                present = new Clocks();
                clocks = present;
            }
            return present;
        }

        /** For a hop to which {@link Polling} applies. */
        Polled polled() {
            Polled present = polled;
            if (present == null) {
                present = new Polled();
                polled = present;
            }
            return present;
        }
    }

    /** What the sampler read from {@link Detail} last. */
    static final class Clocks {
        /** The end of the window for which the wait clocks were read, so that windows and waits add up to the same. */
        long readAt;

        long producers;
        long consumers;
        long batched;

        @Nullable
        Waits waits;

        long @Nullable [] refusals;

        private @Nullable Unseen unseen;

        /** For a queue that is older than the agent. */
        Unseen unseen() {
            Unseen present = unseen;
            if (present == null) {
                present = new Unseen();
                unseen = present;
            }
            return present;
        }
    }

    /** Between two windows, for buffers that are polled rather than hooked. */
    static final class Polled {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        long starved;
        long oldest = -1;

        /** Arrivals by the last poll, where they are derived from it. */
        long arrived;

        /** What the last poll found; -1 before the first. */
        long depth = -1;

        /** Identity hashes of a ForkJoinPool's submission queues, and where each one's end was. */
        int @Nullable [] queueKeys;

        int @Nullable [] queueTops;
    }

    /** What is known of the executor behind a buffer; weak towards it. */
    public static final class Pool {
        final WeakReference<Object> executor;
        public final String type;
        public volatile String handler;
        public final boolean liveTasks;
        public volatile int coreThreads;
        public volatile int maxThreads;
        volatile @Nullable String threads;

        /** The counter in which a pool that is no JDK class keeps how many threads it has; see {@link ServerHooks}. */
        volatile @Nullable WeakReference<Object> control;

        /** Tasks that went to a new thread without passing through the queue. */
        final java.util.concurrent.atomic.AtomicLong handedOver = new java.util.concurrent.atomic.AtomicLong();

        Pool(Object executor, String handler, boolean liveTasks, int coreThreads, int maxThreads) {
            this.executor = new WeakReference<>(executor);
            this.type = executor.getClass().getName();
            this.handler = handler;
            this.liveTasks = liveTasks;
            this.coreThreads = coreThreads;
            this.maxThreads = maxThreads;
        }

        /** Name pattern of the pool's threads, digits replaced by an asterisk; empty until the first one started. */
        public String threads() {
            String pattern = threads;
            return pattern == null ? "" : pattern;
        }
    }
}
