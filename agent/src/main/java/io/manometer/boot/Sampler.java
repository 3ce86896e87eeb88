package io.manometer.boot;

import io.manometer.boot.Meter.Detail;
import io.manometer.boot.Meter.Last;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The agent's one thread: reads every meter once a period and hands the windows to the sink. */
public final class Sampler implements Runnable {
    /** How often depths that no hook sees are read. */
    private static final long POLL_NANOS = 20_000_000L;

    /** A window that is to end early has at least this length; a shorter one would say nothing. */
    private static final long SHORTEST_WINDOW_NANOS = 10_000_000L;

    /** Edges are told every so many windows. */
    private static final int EDGE_WINDOWS = 5;

    /** Up to this rate every arrival is looked at for thread and wait; beyond, about this many a second. */
    private static final long EXACT_RATE = 20_000;

    private static final long SAMPLED_RATE = 5_000;

    /** The size of an item is measured again every so many windows. */
    private static final int SIZE_WINDOWS = 8;

    private final HopSink sink;
    private final SiteNamer namer;
    private final Pace pace;
    private final long periodNanos;
    private final boolean attached;
    private final List<Meter> meters = new ArrayList<>();
    private final List<Meter> polled = new ArrayList<>();
    private final List<Meter> dead = new ArrayList<>();

    private final Sample sample = new Sample();
    private long tick;
    private long workNanos;
    private long arrivalsRead;
    private long departuresRead;
    private long lastPoll;
    private volatile boolean stopped;
    private volatile @Nullable Thread thread;
    private volatile @Nullable CountDownLatch flush;

    Sampler(HopSink sink, SiteNamer namer, long periodNanos, boolean attached) {
        this.sink = sink;
        this.namer = namer;
        this.pace = new Pace(periodNanos);
        this.periodNanos = periodNanos;
        this.attached = attached;
    }

    /** Tells which field or variable holds what a site created. Called on the sampler's thread, once per site. */
    public interface SiteNamer {
        @Nullable
        String variableAt(Site site);
    }

    void stop() {
        stopped = true;
    }

    /** Ends the window in progress, and waits until it was handed to the sink, so long at most. For one caller at a time. */
    void flush(long millis) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        flush = done;
        LockSupport.unpark(thread);
        done.await(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        long windowStart = System.nanoTime();
        lastPoll = windowStart;
        long length = periodNanos;
        while (!stopped) {
            pollUntil(windowStart + length);
            long now = System.nanoTime();
            CountDownLatch asked = flush;
            if (asked != null && now - windowStart < SHORTEST_WINDOW_NANOS) {
                flushed(asked);
                continue;
            }
            try {
                window(now, now - windowStart);
            } catch (Throwable e) {
                Health.lostSamples.incrementAndGet();
                Health.suppressed(Kind.QUEUE, e);
            }
            workNanos = System.nanoTime() - now;
            length = pace.next(workNanos);
            windowStart = now;
            if (asked != null) {
                flushed(asked);
            }
        }
    }

    private void flushed(CountDownLatch asked) {
        flush = null;
        asked.countDown();
    }

    private void pollUntil(long end) {
        while (!stopped) {
            long now = System.nanoTime();
            if (now >= end || flush != null) {
                return;
            }
            boolean lookedAt = !polled.isEmpty() || KafkaClients.anyProducer() || Loops.any;
            LockSupport.parkNanos(lookedAt ? Math.min(POLL_NANOS, end - now) : end - now);
            poll();
        }
    }

    private void poll() {
        if (KafkaClients.anyProducer()) {
            KafkaClients.poll(System.nanoTime());
        }
        if (polled.isEmpty() && !Loops.any) {
            return;
        }
        long before = System.nanoTime();
        try {
            Loops.look();
        } catch (Throwable e) {
            Health.suppressed(Kind.EVENT_LOOP, e);
        }
        for (Meter meter : polled) {
            try {
                Polling.poll(meter, last(meter).polled(), before - lastPoll);
            } catch (Throwable e) {
                Health.lostSamples.incrementAndGet();
                Health.suppressed(meter.kind, e);
            }
        }
        lastPoll = before;
        workNanos += System.nanoTime() - before;
    }

    private void window(long now, long windowNanos) {
        tick++;
        boolean describeAll = sink.descriptionsWanted();
        boolean edgesDue = tick % EDGE_WINDOWS == 0 || describeAll || flush != null;
        if (attached && tick % EDGE_WINDOWS == 1) {
            findForkJoinPools();
        }
        KafkaClients.read(now);
        collect(now, windowNanos);
        dead.clear();
        polled.clear();
        int live = 0;
        for (Meter meter : Meters.snapshot(meters)) {
            try {
                if (meter.refersTo(null)) {
                    dead.add(meter);
                } else if (Polling.applies(meter)) {
                    polled.add(meter);
                    Meter.Polled before = last(meter).polled();
                    if (before.depth < 0) {
                        Polling.poll(meter, before, 0);
                    }
                }
                if (meter.ignored) {
                    continue;
                }
                live++;
                one(meter, now, windowNanos, describeAll, edgesDue);
            } catch (Throwable e) {
                Health.lostSamples.incrementAndGet();
                Health.suppressed(meter.kind, e);
            }
        }
        int gone = dead.size();
        Meters.forget(dead);
        Meters.takeEnded(dead);
        for (Meter meter : dead) {
            sink.ended(meter);
        }
        if (!Folding.isEmpty() && edgesDue) {
            Folding.describe(sink);
        }
        sink.windowEnded(tick, windowNanos, workNanos + (System.nanoTime() - now), live - gone);
        meters.clear();
    }

    /** What many small things did, for the hops that stand for them. */
    private void collect(long now, long windowNanos) {
        try {
            Channels.collect(now);
        } catch (Throwable e) {
            Health.lostSamples.incrementAndGet();
            Health.suppressed(Kind.CHANNEL, e);
        }
        try {
            Loops.collect(now);
            Loops.tell(sink, windowNanos);
        } catch (Throwable e) {
            Health.lostSamples.incrementAndGet();
            Health.suppressed(Kind.EVENT_LOOP, e);
        }
    }

    private void one(Meter meter, long now, long windowNanos, boolean describeAll, boolean edgesDue) {
        boolean gone = meter.refersTo(null);
        if (gone && !Meters.end(meter)) {
            return;
        }
        Last last = meter.last;
        if (gone && (last == null || !last.described)) {
            Health.shortLivedHops.incrementAndGet();
            return;
        }
        last = last(meter);
        if (!gone && !describe(meter, last, describeAll)) {
            return;
        }
        WindowSource source = meter.source;
        if (source == null ? read(meter, last, now, windowNanos) : fill(source, now, windowNanos)) {
            sink.sampled(meter, sample);
            if (source != null) {
                source.tellMore(sink, meter, tick);
            }
        }
        if (edgesDue || gone) {
            edges(meter, last);
        }
    }

    private static Last last(Meter meter) {
        Last last = meter.last;
        if (last == null) {
            last = new Last();
            meter.last = last;
        }
        return last;
    }

    /** False when the hop ended before it was ever described. */
    private boolean describe(Meter meter, Last last, boolean anew) {
        if (meter.initialDepthUnknown) {
            meter.initialDepthUnknown = false;
            countWhatWasThere(meter);
        }
        refresh(meter);
        int state = state(meter);
        if (!anew && last.described && last.describedAs == state) {
            return true;
        }
        Site site = meter.site;
        if (!site.variableResolved) {
            site.variableResolved = true;
            site.variable = namer.variableAt(site);
        }
        if (!Meters.describe(meter, last)) {
            return false;
        }
        last.describedAs = state;
        sink.described(meter);
        Site origin = meter.bufferSite;
        if (!origin.unboundedReported && !origin.creationStack().isEmpty() && sink.unbounded(meter)) {
            origin.unboundedReported = true;
        }
        return true;
    }

    /** On the sampler's own thread, as it is linear in the length. */
    private static void countWhatWasThere(Meter meter) {
        Object buffer = meter.get();
        if (buffer instanceof java.util.Collection<?> items && buffer.getClass().getClassLoader() == null) {
            meter.initialDepth = Math.max(0, items.size() - (meter.arrivals() - meter.departures()));
        }
    }

    private static void refresh(Meter meter) {
        Meter.Pool pool = meter.pool;
        Object executor = pool == null ? null : pool.executor.get();
        if (pool == null || !(executor instanceof java.util.concurrent.ThreadPoolExecutor)) {
            return;
        }
        pool.coreThreads = Pools.intField(Internals.poolCore, executor);
        pool.maxThreads = Pools.intField(Internals.poolMax, executor);
        pool.handler = Pools.handlerOf(executor);
    }

    /** Changes whenever something that a description tells does. */
    private static int state(Meter meter) {
        Meter.Pool pool = meter.pool;
        int state = 2 * meter.kind.ordinal() + (meter.fifo ? 1 : 0);
        state = 31 * state + meter.threads().hashCode();
        WindowSource source = meter.source;
        if (source != null) {
            state = 31 * state + source.name().hashCode();
            return 31 * state + Long.hashCode(Long.highestOneBit(source.instances())) + Long.hashCode(meter.capacity);
        }
        if (pool == null) {
            return state;
        }
        state = 31 * state + pool.coreThreads;
        state = 31 * state + pool.maxThreads;
        return 31 * state + pool.handler.hashCode();
    }

    /** A hop that is no queue fills the sample itself; false when nothing happened in the window. */
    private boolean fill(WindowSource source, long now, long windowNanos) {
        Sample s = sample;
        clear(s);
        s.tick = tick;
        s.windowNanos = windowNanos;
        s.arrivals = 0;
        s.departures = 0;
        s.depth = 0;
        s.depthMin = 0;
        s.depthMax = 0;
        s.totalArrivals = 0;
        s.totalDepartures = 0;
        s.oldestAge = -1;
        return source.fill(s, now, windowNanos);
    }

    /** Fills the sample; false when nothing happened in the window. */
    private boolean read(Meter meter, Last last, long now, long windowNanos) {
        Sample s = sample;
        long handedOver = Polling.handedOver(meter);
        long unseen = Unseen.departures(meter, last);
        readCounts(meter);
        long counted = departuresRead;
        long arrivals = arrivalsRead + handedOver;
        long departures = departuresRead + unseen;
        Meter.Polled polled = Polling.applies(meter) ? last.polled() : null;
        boolean live = polled != null && meter.kind == Kind.EXECUTOR;
        if (!live) {
            departures += meter.kind == Kind.FORKJOIN ? 0 : handedOver;
        }
        // Where it is derived from a depth that was read between two changes.
        departures = Math.max(departures, last.departures);
        if (meter.kind == Kind.SCHEDULED_EXECUTOR) {
            // What left was due, also if that was before the first look at what is due, or between two.
            arrivals = Math.max(arrivals, departures - meter.initialDepth);
        }
        long depth = Math.max(0, meter.initialDepth + unseen + arrivals - departures);
        if (polled != null && polled.depth >= 0) {
            depth = polled.depth;
        }
        MeteredLock puts = meter.puts;
        int lowest = puts.depthMin;
        int highest = puts.depthMax;
        boolean arrived = lowest != MeteredLock.NONE;
        if (arrived) {
            puts.forgetDepths();
        }
        long min = arrived ? lowest : Long.MAX_VALUE;
        long max = arrived ? highest : Long.MIN_VALUE;
        s.tick = tick;
        s.windowNanos = windowNanos;
        s.arrivals = arrivals - last.arrivals;
        s.departures = departures - last.departures;
        s.depth = depth;
        s.depthMin = Math.min(Math.min(depth, last.depth), polled != null ? polled.min : min);
        s.depthMax = Math.max(Math.max(depth, last.depth), polled != null ? polled.max : max);
        s.totalArrivals = arrivals;
        s.totalDepartures = departures;
        s.oldestAge = -1;
        boolean detailed = readDetail(meter, last, now);
        if (polled != null) {
            s.consumerStarved += polled.starved;
            s.oldestAge = polled.oldest;
            polled.min = Long.MAX_VALUE;
            polled.max = Long.MIN_VALUE;
            polled.starved = 0;
        }
        if (s.arrivals != 0) {
            measure(meter, depth);
        }
        boolean changed =
                s.arrivals != 0 || s.departures != 0 || depth != last.depth || detailed || s.producersWaiting > 0;
        last.arrivals = arrivals;
        last.departures = departures;
        last.depth = depth;
        adaptSampling(meter, counted, Math.max(s.arrivals, s.departures), windowNanos);
        return changed;
    }

    /** The first item that waits now; where an item is at hand in a hook, that one was measured. */
    private void measure(Meter meter, long depth) {
        Hooks.Sizer sizer = Hooks.sizer();
        if (sizer == null || depth == 0 || (meter.itemSize != 0 && (tick + meter.id) % SIZE_WINDOWS != 0)) {
            return;
        }
        Object buffer = meter.get();
        Object item = buffer == null ? null : Internals.firstItem(buffer);
        if (item != null) {
            meter.itemSize = (int) Math.min(Integer.MAX_VALUE, sizer.sizeOf(item));
            sample.itemSize = meter.itemSize;
        }
    }

    /**
     * Arrivals and departures that belong together. Where both ends share a lock, what left is what came and is there no more; the lock
     * is not taken here, so arrivals are read before and after the depth. If they never agree, what left comes out too small by the
     * arrivals of some nanoseconds, until the next window.
     */
    private void readCounts(Meter meter) {
        if (!meter.sharesLock()) {
            departuresRead = meter.departures();
            arrivalsRead = meter.arrivals();
            return;
        }
        Object buffer = meter.get();
        for (int attempt = 0; attempt < 4; attempt++) {
            arrivalsRead = meter.arrivals();
            // What was in a buffer that is gone went with it.
            int depth = buffer == null ? 0 : Internals.depth(buffer);
            departuresRead = meter.initialDepth + arrivalsRead - Math.max(0, depth);
            if (arrivalsRead == meter.arrivals()) {
                return;
            }
        }
    }

    /** Waiting, refusals, waits; true when any of it is worth a sample. */
    private boolean readDetail(Meter meter, Last last, long now) {
        Sample s = sample;
        clear(s);
        int poolSize = poolSize(meter);
        s.producers = distinct(meter.producerBits);
        s.consumers = poolSize > 0 ? poolSize : distinct(meter.consumerBits);
        meter.producerBits = 0;
        meter.consumerBits = 0;
        s.itemSize = meter.itemSize;
        meter.sizeWanted = true;
        readSojourn(meter, last);
        Detail detail = meter.detailIfAny();
        if (detail == null) {
            return false;
        }
        long producers = detail.producers.read();
        long consumers = detail.consumers.read();
        // At the first reading both are 0, of which the time is of no account.
        Meter.Clocks before = last.clocks();
        s.producerBlocked = WaitClock.nanosBetween(before.producers, before.readAt, producers, now);
        s.consumerStarved = WaitClock.nanosBetween(before.consumers, before.readAt, consumers, now);
        s.producersWaiting = WaitClock.waiters(producers);
        s.consumersWaiting = WaitClock.waiters(consumers);
        before.producers = producers;
        before.consumers = consumers;
        before.readAt = now;
        s.producers = Math.max(s.producers, s.producersWaiting);
        if (poolSize <= 0) {
            s.consumers = Math.max(s.consumers, s.consumersWaiting);
        }
        long batched = detail.batched();
        s.batched = batched - before.batched;
        before.batched = batched;
        readLateness(meter, detail);
        return readRefusals(detail, before);
    }

    private static void clear(Sample s) {
        s.notWritable = 0;
        s.addedNotWritable = 0;
        s.paused = 0;
        s.producerBlocked = 0;
        s.consumerStarved = 0;
        s.producersWaiting = 0;
        s.consumersWaiting = 0;
        s.producers = 0;
        s.consumers = 0;
        s.batched = 0;
        s.itemSize = 0;
        s.sojournCount = 0;
        s.sojournMin = 0;
        s.sojournMean = 0;
        s.sojournMax = 0;
        java.util.Arrays.fill(s.refused, 0);
        java.util.Arrays.fill(s.waitCounts, 0);
        java.util.Arrays.fill(s.waitNanos, 0);
    }

    private void readSojourn(Meter meter, Last last) {
        Sample s = sample;
        int count = meter.sojournCount;
        if (count == last.sojournCount) {
            return;
        }
        long sum = meter.sojournSum;
        s.sojournCount = Math.max(0, count - last.sojournCount);
        if (s.sojournCount > 0) {
            s.sojournMean = Math.max(0, (sum - last.sojournSum) / s.sojournCount);
            s.sojournMin = Math.min(meter.sojournMin, s.sojournMean);
            s.sojournMax = Math.max(meter.sojournMax, s.sojournMean);
        }
        last.sojournCount = count;
        last.sojournSum = sum;
        Detail detail = meter.detailIfAny();
        Waits waits = detail == null ? null : detail.waits;
        if (waits != null) {
            Meter.Clocks clocks = last.clocks();
            Waits before = clocks.waits;
            if (before == null) {
                before = new Waits();
                clocks.waits = before;
            }
            waits.read(before, s);
        }
        meter.sojournMin = Long.MAX_VALUE;
        meter.sojournMax = 0;
    }

    /**
     * A DelayQueue can't be looked into without its lock and its elements' own code, so what is due in it is derived: by Little's law,
     * the lateness of what was taken times the rate of taking.
     */
    private void readLateness(Meter meter, Detail detail) {
        if (meter.kind != Kind.QUEUE || (!detail.headNotDue && detail.latenessMin == Long.MAX_VALUE)) {
            return;
        }
        Sample s = sample;
        double perNano = s.departures / (double) s.windowNanos;
        long lowest = detail.headNotDue || s.consumersWaiting > 0 ? 0 : Math.round(detail.latenessMin * perNano);
        long highest = Math.round(detail.latenessMax * perNano);
        long depth = s.consumersWaiting > 0 ? 0 : Math.max(lowest, detail.headNotDue ? 0 : highest);
        s.depthMin = Math.min(lowest, depth);
        s.depthMax = Math.max(highest, depth);
        s.oldestAge = detail.latenessMax;
        // What is due has arrived, whenever it was put in.
        long arrivals = Math.max(s.totalArrivals, s.totalDepartures + depth);
        s.arrivals += arrivals - s.totalArrivals;
        s.totalArrivals = arrivals;
        s.depth = depth;
        meter.puts.count = arrivals;
        detail.headNotDue = false;
        detail.latenessMin = Long.MAX_VALUE;
        detail.latenessMax = 0;
    }

    private boolean readRefusals(Detail detail, Meter.Clocks last) {
        Meter.Refusals refusals = detail.refusals;
        if (refusals == null) {
            return false;
        }
        refusals.stackWanted = true;
        long[] before = last.refusals;
        if (before == null) {
            before = new long[Meter.Refusals.KINDS];
            last.refusals = before;
        }
        return refusals.tell(before, sample.refused);
    }

    private static int poolSize(Meter meter) {
        Meter.Pool pool = meter.pool;
        Object executor = pool == null ? null : pool.executor.get();
        if (pool == null || executor == null) {
            return 0;
        }
        return meter.kind == Kind.FORKJOIN ? Math.max(0, pool.coreThreads) : Pools.size(pool, executor);
    }

    /** Distinct threads behind a 64-bit linear-counting sketch. */
    static int distinct(long bits) {
        int set = Long.bitCount(bits);
        if (set == 0) {
            return 0;
        }
        if (set == 64) {
            return 64 * 5;
        }
        return (int) Math.max(set, Math.round(-64 * Math.log((64 - set) / 64.0)));
    }

    static void adaptSampling(Meter meter, long departures, long operations, long windowNanos) {
        long perSecond = (long) (operations * 1e9 / windowNanos);
        meter.sampleGap = perSecond <= EXACT_RATE ? 1 : (int) (perSecond / SAMPLED_RATE);
        if (meter.sampleGap == 1) {
            // Back to looking at each: a large gap drawn earlier must not outlive the burst.
            MeteredLock puts = meter.puts;
            puts.lookBy(puts.count + 1);
            long number = meter.sharesLock() ? departures - meter.initialDepth : departures;
            if (meter.consumerLookAt > number + 1) {
                meter.consumerLookAt = Long.MIN_VALUE;
                meter.lookAtDeparture(Long.MIN_VALUE);
            }
        }
    }

    private void edges(Meter meter, Last last) {
        long count = meter.edgeCount;
        if (count > last.edgesTold) {
            sink.edge(meter.edgeFrom, meter.id, count - last.edgesTold);
            last.edgesTold = count;
        }
        Meter.Edges others = meter.otherEdgesIfAny();
        if (others == null) {
            return;
        }
        for (int i = 0; i < others.froms.length; i++) {
            long more = others.counts[i] - others.told[i];
            if (others.froms[i] != 0 && more > 0) {
                sink.edge(others.froms[i], meter.id, more);
                others.told[i] += more;
            }
        }
    }

    /** Pools that existed before the agent was attached show themselves by their threads. */
    private static void findForkJoinPools() {
        java.lang.invoke.VarHandle poolOf = Internals.forkJoinWorkerPool;
        if (poolOf == null) {
            return;
        }
        for (Thread thread : allThreads()) {
            Object pool = thread instanceof ForkJoinWorkerThread worker ? poolOf.get(worker) : null;
            if (pool != null && Meters.find(pool) == null && !Meters.full()) {
                boolean common = thread.getName().startsWith("ForkJoinPool.commonPool-");
                Pools.forkJoin(pool, common ? Site.COMMON_POOL : Site.UNKNOWN, true);
            }
        }
    }

    /** Live threads but virtual ones. */
    private static List<Thread> allThreads() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[root.activeCount() + 64];
        int count = root.enumerate(threads, true);
        return Arrays.asList(threads).subList(0, count);
    }
}
