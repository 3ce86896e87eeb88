package io.manometer.boot;

import static io.manometer.boot.Meter.Refusals.EXCEPTION;
import static io.manometer.boot.Meter.Refusals.FALSE;
import static io.manometer.boot.Meter.Refusals.TIMEOUT;

import io.manometer.boot.Meter.Detail;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.Condition;
import jdk.internal.vm.annotation.DontInline;
import org.jspecify.annotations.Nullable;

/**
 * What instrumented code calls; which method calls what is in the tables of the agent's kinds. Every hook ends normally whatever
 * happens inside it. Comments say which lock is held: a plain increment is exact under a lock, elsewhere it is atomic.
 */
public final class Hooks {
    private static final boolean[] OFF = new boolean[Kind.values().length];
    static boolean queuesOff;
    static boolean channelsOff;
    private static boolean executorsOff;
    private static boolean forkJoinOff;
    private static boolean threadPerTaskOff;

    /** Set when attached to a running JVM: a buffer without a meter is then one that existed before. */
    private static volatile boolean registerUnknown;

    private static volatile @Nullable HopSink sink;
    private static volatile @Nullable Sizer sizer;
    private static volatile @Nullable ClassLoader agentLoader;
    private static volatile @Nullable SiteFilter excluded;

    private Hooks() {}

    /** Measures the shallow size of an object in bytes. */
    public interface Sizer {
        long sizeOf(Object object);
    }

    static void configure(
            @Nullable HopSink hopSink, Sizer itemSizer, @Nullable ClassLoader loader, SiteFilter exclude) {
        sink = hopSink;
        sizer = itemSizer;
        agentLoader = loader;
        excluded = exclude;
    }

    /** Whether a queue that no hook saw being made becomes a hop when it is used. */
    static void registerUnknown(boolean wanted) {
        registerUnknown = wanted;
    }

    /** Whether the application ran before the agent did, so that what no hook saw being made may be older. */
    static boolean isAttached() {
        return registerUnknown;
    }

    static @Nullable ClassLoader agentLoader() {
        return agentLoader;
    }

    /** Runs the whole path once before the application does, so that no hook is the first to load a class under an application's lock. */
    static void warmUp() {
        Object probe = new java.util.concurrent.ArrayBlockingQueue<>(1);
        MeteredLock own = new MeteredLock();
        created(probe, 1, 0, own, own);
        Meter meter = Meters.find(probe);
        if (meter == null) {
            return;
        }
        meter.ignored = true;
        int hash = ThreadTrail.hashOf(Thread.currentThread());
        ThreadTrail.lastHop(hash);
        // Its own, where the queue's class was patched as it loaded.
        MeteredLock lock = meter.puts;
        arrivedTo(probe, 1, lock);
        departedTo(probe, 0, lock);
        drainedTo(probe, 0, 0);
        offered(false, probe);
        offeredInTime(false, probe);
        waitEnds(waitBegins(probe, false), false);
        ThreadTrail.took(hash, 0);
    }

    static @Nullable Sizer sizer() {
        return sizer;
    }

    static boolean isOff(Kind kind) {
        return OFF[kind.ordinal()];
    }

    static void switchOff(Kind kind) {
        OFF[kind.ordinal()] = true;
        queuesOff = OFF[Kind.QUEUE.ordinal()];
        channelsOff = OFF[Kind.CHANNEL.ordinal()];
        executorsOff = OFF[Kind.EXECUTOR.ordinal()];
        forkJoinOff = OFF[Kind.FORKJOIN.ordinal()];
        threadPerTaskOff = OFF[Kind.THREAD_PER_TASK.ordinal()];
    }

    // ---------------------------------------------------------------- creation, on the constructing thread, no lock
    // held

    /** A first-in-first-out queue; {@link Integer#MAX_VALUE} means that its author set no limit. */
    public static void created(Object buffer, int capacity, int depth) {
        if (queuesOff) {
            return;
        }
        try {
            create(buffer, capacity == Integer.MAX_VALUE ? -1 : capacity, true, depth, Kind.QUEUE, null, null);
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    /** The same, with the locks to count in. */
    public static void created(Object buffer, int capacity, int depth, Object putLock, Object takeLock) {
        if (queuesOff) {
            return;
        }
        try {
            long limit = capacity == Integer.MAX_VALUE ? -1 : capacity;
            create(buffer, limit, true, depth, Kind.QUEUE, putLock, takeLock);
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    /** An unbounded queue whose order is not that of arrival. */
    public static void createdUnordered(Object buffer, int depth) {
        createdUnordered(buffer, depth, null);
    }

    /** The same, with the lock to count in. */
    public static void createdUnordered(Object buffer, int depth, @Nullable Object lock) {
        if (queuesOff) {
            return;
        }
        try {
            create(buffer, -1, false, depth, Kind.QUEUE, lock, lock);
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    /** An unbounded lock-free queue. */
    public static void createdLockFree(Object buffer) {
        if (queuesOff) {
            return;
        }
        try {
            int depth = isJdkType(buffer) ? ((java.util.Collection<?>) buffer).size() : 0;
            create(buffer, -1, true, depth, Kind.QUEUE, null, null);
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    /** A queue without room: every item passes from hand to hand. */
    public static void createdHandOff(Object buffer) {
        if (queuesOff) {
            return;
        }
        try {
            create(buffer, 0, true, 0, Kind.QUEUE, null, null);
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    /** A queue was filled by its constructor with so many items: they neither arrived nor will they be waited for. */
    public static void filled(Object buffer, int depth) {
        filled(depth, buffer);
    }

    /** The same. */
    public static void filled(int depth, Object buffer) {
        if (queuesOff) {
            return;
        }
        try {
            Meter meter = Meters.find(buffer);
            if (meter != null) {
                meter.puts.count = 0;
                meter.initialDepth = depth;
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    /** A pool over a queue: from now on the queue's meter is the executor's. */
    public static void poolCreated(Object executor, Object queue, int core, int max, Object handler) {
        if (executorsOff) {
            return;
        }
        try {
            Pools.created(executor, queue, core, max, handler.getClass().getName());
        } catch (Throwable e) {
            Health.suppressed(Kind.EXECUTOR, e);
        }
    }

    /** A ForkJoinPool; its counters are read from its own queues by the sampler, no hook runs per task. */
    public static void forkJoinCreated(Object pool) {
        if (forkJoinOff) {
            return;
        }
        try {
            Pools.forkJoin(pool, Sites.of(pool), false);
        } catch (Throwable e) {
            Health.suppressed(Kind.FORKJOIN, e);
        }
    }

    /** The JDK's common pool, created on behalf of whoever happens to need it first. */
    public static void commonPoolCreated(Object pool) {
        if (forkJoinOff) {
            return;
        }
        try {
            Pools.forkJoin(pool, Site.COMMON_POOL, false);
        } catch (Throwable e) {
            Health.suppressed(Kind.FORKJOIN, e);
        }
    }

    /** An executor that starts a thread for each task. */
    public static void threadPerTaskCreated(Object executor) {
        if (threadPerTaskOff) {
            return;
        }
        try {
            Meter meter = create(executor, -1, false, 0, Kind.THREAD_PER_TASK, null, null);
            if (meter != null) {
                meter.pool = new Meter.Pool(executor, "", true, -1, -1);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.THREAD_PER_TASK, e);
        }
    }

    private static @Nullable Meter create(
            Object buffer,
            long capacity,
            boolean fifo,
            int depth,
            Kind kind,
            @Nullable Object putLock,
            @Nullable Object takeLock) {
        if (Meters.find(buffer) != null) {
            return null;
        }
        if (isPartOfAnother(buffer) || KafkaOwnQueues.takes(buffer, depth)) {
            return null;
        }
        Site site = Sites.of(buffer);
        boolean ofClient = KafkaHooks.isPartOfClient(site);
        KafkaOwnQueues.asked(buffer, ofClient);
        if (ofClient || ServerHooks.isPartOfPool(site)) {
            return null;
        }
        Meter meter = Meters.register(buffer, site, capacity, fifo, false, putLock, takeLock);
        if (meter == null) {
            Folding.fold(site, kind, buffer.getClass().getName(), capacity);
            return null;
        }
        meter.kind = kind;
        meter.initialDepth = depth;
        meter.ignored = isExcluded(site);
        if (!meter.ignored && !site.jdk && Capacities.isEffectivelyUnbounded(capacity)) {
            reportUnbounded(meter);
        }
        return meter;
    }

    static boolean isExcluded(Site site) {
        SiteFilter filter = excluded;
        return filter != null && site.known() && filter.matches(site.className + "." + site.methodName);
    }

    static void reportUnbounded(Meter meter) {
        Creations.note(meter);
        Site site = meter.bufferSite;
        HopSink target = sink;
        if (target == null || site.unboundedReported) {
            return;
        }
        if (target.unbounded(meter)) {
            site.unboundedReported = true;
        } else if (site.creationStack == null) {
            site.creationStack = Sites.stackAsText();
        }
    }

    /** Since JDK 21 a SynchronousQueue waits inside a LinkedTransferQueue of its own. */
    private static boolean isPartOfAnother(Object buffer) {
        return buffer.getClass().getName().equals("java.util.concurrent.SynchronousQueue$Transferer");
    }

    private static boolean isJdkType(Object buffer) {
        return buffer.getClass().getClassLoader() == null;
    }

    // ---------------------------------------------------------------- queues with a lock for each end

    /** Under the put lock, after the count was raised. */
    public static void linkedPut(int countBefore, Object queue, Object lock) {
        if (lock instanceof MeteredLock metered) {
            metered.arrived(countBefore);
        } else {
            lookedUpPut(queue, countBefore, null);
        }
    }

    /** The same for a queue whose lock is not ours. */
    @DontInline
    static void lookedUpPut(Object queue, int countBefore, @Nullable Object item) {
        Meter meter = known(queue, countBefore + 1);
        if (meter != null) {
            meter.puts.arrived(countBefore);
            if (item != null && meter.sizeWanted) {
                Looks.measure(meter, item);
            }
        }
    }

    /** Under the take lock, after the count was lowered. */
    public static void linkedTaken(int countBefore, Object queue, Object lock) {
        if (lock instanceof MeteredLock metered) {
            metered.departed();
        } else {
            lookedUpTaken(queue, countBefore);
        }
    }

    @DontInline
    private static void lookedUpTaken(Object queue, int countBefore) {
        Meter meter = known(queue, countBefore - 1);
        if (meter != null) {
            meter.takes.departed();
        }
    }

    /** Under the take lock, before the count is lowered by so many (a negative number). */
    public static void linkedDrained(int negativeCount, Object queue) {
        if (queuesOff) {
            return;
        }
        try {
            Meter meter = Meters.find(queue);
            if (meter == null || negativeCount >= 0) {
                return;
            }
            long departures = meter.takes.count - negativeCount;
            meter.takes.count = departures;
            leftTogether(meter, -negativeCount);
            Looks.departure(meter, departures);
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    /** Under both locks: one item was removed from wherever it stood. */
    public static void linkedRemoved(int countBefore, Object queue) {
        linkedRemovedTo(countBefore - 1, countBefore, queue);
    }

    /** Under both locks: all items were removed. */
    public static void linkedCleared(int countBefore, Object queue) {
        linkedRemovedTo(0, countBefore, queue);
        drained(countBefore, queue);
    }

    private static void linkedRemovedTo(int depth, int countBefore, Object queue) {
        if (queuesOff) {
            return;
        }
        try {
            Meter meter = Meters.find(queue);
            if (meter == null) {
                return;
            }
            meter.takes.count += countBefore - depth;
            Looks.loseProbe(meter);
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    // ---------------------------------------------------------------- queues with one lock, held by every hook here

    /** One item was added at the end. What leaves is not counted: it is what came and is there no more. */
    public static void arrivedTo(Object queue, int depth, Object lock) {
        if (lock instanceof MeteredLock metered) {
            metered.arrived(depth - 1);
        } else {
            lookedUpPut(queue, depth - 1, null);
        }
    }

    /** The item at the head was taken. */
    public static void departedTo(Object queue, int depth, Object lock) {
        if (lock instanceof MeteredLock metered) {
            metered.departed(depth);
        } else {
            lookedUpDeparted(queue, depth);
        }
    }

    @DontInline
    private static void lookedUpDeparted(Object queue, int depth) {
        Meter meter = known(queue, depth);
        if (meter != null) {
            meter.takes.departed(depth);
        }
    }

    /** One item was added at the head of a deque: its order is no longer that of arrival. */
    public static void arrivedAtHead(Object queue, int depth, Object lock) {
        loseOrder(queue);
        arrivedTo(queue, depth, lock);
    }

    /** The item at the tail of a deque was taken: its order is no longer that of arrival. */
    public static void departedFromTail(Object queue, int depth, Object lock) {
        loseOrder(queue);
        departedTo(queue, depth, lock);
    }

    /** Several items are about to be taken from the head. */
    public static void drainedTo(Object queue, int depth, int depthBefore) {
        if (queuesOff) {
            return;
        }
        try {
            Meter meter = known(queue, depthBefore);
            if (meter != null && depth < depthBefore) {
                leftTogether(meter, depthBefore - depth);
                Looks.departure(meter, meter.puts.count - depth);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    /** Several items were added at the end, each of them counted for itself. */
    public static void addedTo(Object queue, int depth, int depthBefore) {
        if (queuesOff) {
            return;
        }
        try {
            Meter meter = known(queue, depthBefore);
            if (meter != null && depth > depthBefore) {
                MeteredLock side = meter.puts;
                side.count += depth - depthBefore;
                side.noteDepths(depthBefore, depth);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    /** An item is about to be removed from wherever it stands. */
    public static void removedFrom(Object queue, int depth, int depthBefore) {
        if (queuesOff) {
            return;
        }
        try {
            Meter meter = known(queue, depthBefore);
            if (meter != null) {
                Looks.loseProbe(meter);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    /** All items are about to be removed together. */
    public static void cleared(Object queue, int depth, int depthBefore) {
        removedFrom(queue, depth, depthBefore);
        drained(depthBefore - depth, queue);
    }

    /** So many items left in one call, each of them counted for itself. */
    public static void drained(int count, Object queue) {
        if (queuesOff) {
            return;
        }
        try {
            Meter meter = Meters.find(queue);
            if (meter != null) {
                leftTogether(meter, count);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    private static void leftTogether(Meter meter, int count) {
        if (count > 1) {
            meter.detail().leftTogether(count);
        }
    }

    /** The meter by look-up; null when there is none yet, as what is being counted here is then in the depth that it begins with. */
    private static @Nullable Meter known(Object queue, int depth) {
        if (queuesOff) {
            return null;
        }
        try {
            Meter meter = Meters.find(queue);
            if (meter == null) {
                unknown(queue, depth);
            }
            return meter;
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
            return null;
        }
    }

    // ---------------------------------------------------------------- lock-free queues: atomic counts

    /** An item was added. */
    public static void arrived(Object queue, Object item) {
        if (queuesOff) {
            return;
        }
        try {
            Meter meter = Meters.find(queue);
            if (meter == null) {
                unknownLockFree(queue, item, true);
                return;
            }
            arriveAtomically(meter, item);
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    /** An item was added at the head of a deque. */
    public static void arrivedFirst(Object queue, Object item) {
        loseOrder(queue);
        arrived(queue, item);
    }

    /** A poll returned; null when the queue was empty. */
    public static void polled(@Nullable Object item, Object queue) {
        if (item != null) {
            left(queue, item);
        }
    }

    /** The item at the head left, if this thread was the one to get it. */
    public static void departedIf(boolean gotIt, Object queue) {
        if (gotIt) {
            departed(queue);
        }
    }

    /** The item at the tail of a deque left, if this thread was the one to get it. */
    public static void departedLastIf(boolean gotIt, Object queue) {
        if (gotIt) {
            loseOrder(queue);
            departed(queue);
        }
    }

    /** An item left. */
    public static void departed(Object queue) {
        left(queue, null);
    }

    /** The item is null where the hook isn't told which left. */
    private static void left(Object queue, @Nullable Object item) {
        if (queuesOff) {
            return;
        }
        try {
            Meter meter = Meters.find(queue);
            if (meter == null) {
                unknownLockFree(queue, item, false);
                return;
            }
            departAtomically(meter);
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    /** An item was removed from wherever it stood, if it was there. */
    public static void removed(boolean present, Object queue) {
        if (!present || queuesOff) {
            return;
        }
        try {
            Meter meter = Meters.find(queue);
            if (meter != null) {
                departAtomically(meter);
                Looks.loseProbe(meter);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    /**
     * An item is about to be appended as part of a chain. It counts as arrived a moment early, and even if the rest of the chain never
     * comes because the collection it is read from throws.
     */
    public static void chained(Object item, Object queue) {
        arrived(queue, item);
    }

    /**
     * An iterator is about to write nothing over the item of a node, which may have left before. A poll between this look and the write
     * counts the item twice.
     */
    public static void erased(Object node, @Nullable Object nothing, Object queue) {
        if (!queuesOff && Internals.hasItem(node)) {
            removed(true, queue);
        }
    }

    private static final int ASYNCHRONOUS = 1;

    /**
     * LinkedTransferQueue.xfer returned, before JDK 21: the result is the match, or the argument itself when there was none. What a
     * transfer failed to hand over never arrived.
     */
    public static void transferred(
            @Nullable Object result, Object queue, @Nullable Object item, boolean haveData, int how) {
        if (!haveData) {
            polled(result, queue);
        } else if (result == null || how == ASYNCHRONOUS) {
            arrived(queue, item == null ? queue : item);
        }
    }

    /** LinkedTransferQueue.xfer returned, since JDK 21: a negative time means asynchronous. */
    public static void transferred(@Nullable Object result, Object queue, @Nullable Object item, long nanos) {
        if (isPartOfAnother(queue)) {
            return;
        }
        if (item == null) {
            polled(result, queue);
        } else if (result == null || nanos < 0) {
            arrived(queue, item);
        }
    }

    private static void arriveAtomically(Meter meter, Object item) {
        MeteredLock side = meter.puts;
        long arrivals = (long) MeteredLock.COUNT.getAndAdd(side, 1L) + 1;
        int depth = Math.max(1, depth(meter));
        side.noteDepths(depth - 1, depth);
        if (side.isDue(arrivals)) {
            Looks.atomicArrival(meter, arrivals, item);
        }
    }

    private static void departAtomically(Meter meter) {
        MeteredLock side = meter.takes;
        long departures = (long) MeteredLock.COUNT.getAndAdd(side, 1L) + 1;
        if (side.isDue(departures)) {
            Looks.departure(meter, departures);
        }
    }

    // ---------------------------------------------------------------- SynchronousQueue: hand-offs

    /** A producer begins to wait for a taker, outside any lock. */
    public static void handOffBegins(Object queue) {
        waitBegins(queue, true);
    }

    /** It ends, whatever came of it. */
    public static void handOffEnds(@Nullable Object result, Object queue) {
        waitEnds(find(queue), true);
    }

    /** A consumer begins to wait, outside any lock. */
    public static void takeBegins(Object queue) {
        waitBegins(queue, false);
    }

    /** It ends, whatever came of it. */
    public static void takeEnds(@Nullable Object result, Object queue) {
        waitEnds(find(queue), false);
    }

    /** A producer's item went to a taker; false when there was none. */
    public static void handedOver(boolean accepted, Object queue, Object item) {
        if (!accepted || queuesOff) {
            return;
        }
        try {
            Meter meter = Meters.find(queue);
            if (meter == null) {
                unknown(queue, 0);
                return;
            }
            long arrivals = (long) MeteredLock.COUNT.getAndAdd(meter.puts, 1L) + 1;
            Meter.Pool pool = meter.pool;
            // Where the pool's threads are the hop, work leaves when it is done, which the sampler sees.
            if (pool == null || !pool.liveTasks) {
                long ignored = (long) MeteredLock.COUNT.getAndAdd(meter.takes, 1L);
            }
            if (meter.puts.isDue(arrivals)) {
                Looks.atomicArrival(meter, arrivals, item);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    /** A consumer's wait for a hand-off returned; null when it got none. */
    public static void tookOver(@Nullable Object item, Object queue) {
        if (item == null || queuesOff) {
            return;
        }
        try {
            Meter meter = Meters.find(queue);
            if (meter != null) {
                Looks.rememberConsumer(meter);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    // ---------------------------------------------------------------- waiting, under the queue's lock

    // Not inlined: put and take would become so large that they are not inlined themselves.

    /** Stands in for {@code notFull.await()}. */
    @DontInline
    public static void awaitRoom(Condition condition, Object queue) throws InterruptedException {
        Meter meter = waitBegins(queue, true);
        try {
            condition.await();
        } finally {
            waitEnds(meter, true);
        }
    }

    /** Stands in for {@code notFull.awaitNanos(nanos)}. */
    @DontInline
    public static long awaitRoom(Condition condition, long nanos, Object queue) throws InterruptedException {
        Meter meter = waitBegins(queue, true);
        try {
            return condition.awaitNanos(nanos);
        } finally {
            waitEnds(meter, true);
        }
    }

    /** Stands in for {@code notEmpty.await()}. */
    @DontInline
    public static void awaitWork(Condition condition, Object queue) throws InterruptedException {
        Meter meter = waitBegins(queue, false);
        try {
            condition.await();
        } finally {
            waitEnds(meter, false);
        }
    }

    /** Stands in for {@code notEmpty.awaitNanos(nanos)}. */
    @DontInline
    public static long awaitWork(Condition condition, long nanos, Object queue) throws InterruptedException {
        Meter meter = waitBegins(queue, false);
        try {
            return condition.awaitNanos(nanos);
        } finally {
            waitEnds(meter, false);
        }
    }

    /** A thread begins to wait for a match in a LinkedTransferQueue, before JDK 21. */
    public static void matchBegins(Object queue, @Nullable Object item) {
        waitBegins(queue, item != null);
    }

    /** It ends. */
    public static void matchEnds(Object queue, @Nullable Object item) {
        waitEnds(find(queue), item != null);
    }

    @DontInline
    private static @Nullable Meter waitBegins(Object queue, boolean producer) {
        try {
            Meter meter = queuesOff ? null : Meters.find(queue);
            if (meter == null) {
                return null;
            }
            Detail detail = meter.detail();
            (producer ? detail.producers : detail.consumers).begin(System.nanoTime());
            if (producer) {
                LoopHooks.waits(meter);
            }
            return meter;
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
            return null;
        }
    }

    @DontInline
    private static void waitEnds(@Nullable Meter meter, boolean producer) {
        if (meter == null) {
            return;
        }
        try {
            Detail detail = meter.detail();
            WaitClock clock = producer ? detail.producers : detail.consumers;
            // Nobody is known to wait when the hook of the beginning ran before the meter existed.
            if (WaitClock.waiters(clock.read()) > 0) {
                clock.end(System.nanoTime());
            }
            if (producer) {
                LoopHooks.waited(meter);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    // ---------------------------------------------------------------- refusals, no lock held

    /** {@code offer(e)} returned. */
    public static void offered(boolean accepted, Object queue) {
        if (!accepted) {
            refused(queue, FALSE, "FALSE");
        }
    }

    /** {@code offer(e, timeout, unit)} returned. */
    public static void offeredInTime(boolean accepted, Object queue) {
        if (!accepted) {
            refused(queue, TIMEOUT, "TIMEOUT");
        }
    }

    /** {@code add(e)} is about to throw because the {@code offer} inside it, already counted, returned false. */
    public static void addThrows(Object queue) {
        if (queuesOff) {
            return;
        }
        try {
            Meter meter = Meters.find(queue);
            if (meter != null && meter.pool == null) {
                Meter.Refusals refusals = meter.detail().refusals();
                // A subclass may refuse in an offer of its own, which no hook counted.
                if (refusals.counts.get(FALSE) > 0) {
                    refusals.counts.decrementAndGet(FALSE);
                }
                refusals.counts.incrementAndGet(EXCEPTION);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    @DontInline
    private static void refused(Object queue, int kind, String how) {
        if (queuesOff) {
            return;
        }
        try {
            Meter meter = Meters.find(queue);
            // A pool's offer to its own queue that returns false starts a thread; what a pool refuses goes through
            // reject().
            if (meter == null || meter.pool != null) {
                return;
            }
            countRefusal(meter, kind, how);
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    static void countRefusal(Meter meter, int kind, String how) {
        Meter.Refusals refusals = meter.detail().refusals();
        refusals.counts.incrementAndGet(kind);
        HopSink target = sink;
        if (refusals.stackWanted && target != null && !meter.ignored) {
            refusals.stackWanted = false;
            target.refused(meter, how);
        }
    }

    // ---------------------------------------------------------------- executors

    /** On a worker thread that has just started; a first task was handed to it without passing through the queue. */
    public static void workerStarted(Object executor, Object queue, @Nullable Object firstTask) {
        if (executorsOff) {
            return;
        }
        try {
            Meter meter = queueOfWorker(queue);
            if (meter == null) {
                return;
            }
            Pools.workerStarted(meter, executor, queue, firstTask != null);
        } catch (Throwable e) {
            Health.suppressed(Kind.EXECUTOR, e);
        }
    }

    /** A worker looks for work; instrumented only when attached to a running JVM, to find pools that existed before. */
    public static void workerLooks(Object executor, Object queue) {
        if (executorsOff) {
            return;
        }
        try {
            Meter meter = queueOfWorker(queue);
            if (meter != null && meter.pool == null) {
                Pools.adoptLate(meter, executor, queue);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.EXECUTOR, e);
        }
    }

    /**
     * The meter of a pool's queue. One that is older than the agent gets it with its next item, as without its lock its depth can't
     * be told; but a SynchronousQueue is always empty, and its pool may never pass anything through it, and of a scheduled pool's queue
     * only what is due counts, which the sampler finds.
     */
    private static @Nullable Meter queueOfWorker(Object queue) {
        Meter meter = Meters.find(queue);
        if (meter != null) {
            return meter;
        }
        if (queue instanceof java.util.concurrent.SynchronousQueue || queue.getClass() == Internals.delayedWorkQueue) {
            unknown(queue, 0);
            return Meters.find(queue);
        }
        return meter;
    }

    /** Stands in for {@code handler.rejectedExecution(command, this)}: counts what it does, and does it. */
    public static void rejected(RejectedExecutionHandler handler, Runnable command, ThreadPoolExecutor executor) {
        Meter meter = null;
        int hash = 0;
        int trail = 0;
        try {
            meter = executorsOff ? null : Pools.countRejection(handler, executor);
            hash = ThreadTrail.hashOf(Thread.currentThread());
            trail = ThreadTrail.lastHop(hash);
        } catch (Throwable e) {
            Health.suppressed(Kind.EXECUTOR, e);
        }
        long start = Loops.any ? System.nanoTime() : 0;
        try {
            handler.rejectedExecution(command, executor);
        } catch (RuntimeException e) {
            if (meter != null) {
                customHandlerThrew(meter);
            }
            throw e;
        } finally {
            // DiscardOldestPolicy polls the queue on the caller's thread: that is no consumption.
            ThreadTrail.took(hash, trail);
            if (start != 0) {
                ranForCaller(handler, executor, start);
            }
        }
    }

    private static void ranForCaller(RejectedExecutionHandler handler, ThreadPoolExecutor executor, long start) {
        try {
            if (handler instanceof ThreadPoolExecutor.CallerRunsPolicy && !executorsOff) {
                LoopHooks.ranForCaller(Meters.find(Pools.queueOf(executor)), start);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.EXECUTOR, e);
        }
    }

    private static void customHandlerThrew(Meter meter) {
        try {
            countRefusal(meter, EXCEPTION, "EXCEPTION");
        } catch (Throwable e) {
            Health.suppressed(Kind.EXECUTOR, e);
        }
    }

    /** A pool that is no JDK class refuses a task. */
    public static void foreignRejected(Object queue) {
        if (executorsOff) {
            return;
        }
        try {
            Meter meter = Meters.find(queue);
            if (meter != null) {
                countRefusal(meter, EXCEPTION, "EXCEPTION");
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.EXECUTOR, e);
        }
    }

    /** A thread-per-task executor is about to start this thread. */
    public static void taskStarting(Object executor, Thread thread) {
        if (threadPerTaskOff) {
            return;
        }
        try {
            Meter meter = Meters.find(executor);
            if (meter == null) {
                if (registerUnknown) {
                    threadPerTaskSeenLate(executor);
                }
                return;
            }
            arriveAtomically(meter, thread);
            ThreadTrail.took(ThreadTrail.hashOf(thread), meter.id);
        } catch (Throwable e) {
            Health.suppressed(Kind.THREAD_PER_TASK, e);
        }
    }

    /** It did not start: the executor was shut down, or there is no memory. It neither arrived nor will it depart. */
    public static void taskNotStarted(Object executor) {
        if (threadPerTaskOff) {
            return;
        }
        try {
            Meter meter = Meters.find(executor);
            if (meter != null) {
                long ignored = (long) MeteredLock.COUNT.getAndAdd(meter.puts, -1L);
                // taskComplete, which follows, counts a departure.
                ignored = (long) MeteredLock.COUNT.getAndAdd(meter.takes, -1L);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.THREAD_PER_TASK, e);
        }
    }

    /** A task of a thread-per-task executor ended. */
    public static void taskComplete(Object executor) {
        if (threadPerTaskOff) {
            return;
        }
        try {
            Meter meter = Meters.find(executor);
            if (meter != null && depth(meter) > 0) {
                departAtomically(meter);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.THREAD_PER_TASK, e);
        }
    }

    private static void threadPerTaskSeenLate(Object executor) {
        Meter meter = Meters.register(executor, Site.UNKNOWN, -1, false, true);
        if (meter != null) {
            meter.kind = Kind.THREAD_PER_TASK;
            meter.pool = new Meter.Pool(executor, "", true, -1, -1);
        }
    }

    // ---------------------------------------------------------------- delayed work, under the queue's lock

    /** The head was asked for its delay: nanoseconds until it is due, negative when it is late. */
    public static void headDelay(long delay, Object queue) {
        if (queuesOff) {
            return;
        }
        try {
            Meter meter = Meters.find(queue);
            if (meter == null) {
                unknown(queue, 0);
                return;
            }
            Detail detail = meter.detail();
            if (delay > 0) {
                detail.headNotDue = true;
                return;
            }
            detail.latenessMin = Math.min(detail.latenessMin, -delay);
            detail.latenessMax = Math.max(detail.latenessMax, -delay);
            meter.waited(-delay);
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    /** A due item was taken. */
    public static void dueTaken(Object item, Object queue) {
        if (queuesOff) {
            return;
        }
        try {
            Meter meter = Meters.find(queue);
            if (meter == null) {
                unknown(queue, 0);
                return;
            }
            meter.takes.count++;
            Looks.rememberConsumer(meter);
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    // ---------------------------------------------------------------- common to all

    /** Depth of a buffer whose ends are counted apart; racy by the operations under way. */
    static int depth(Meter meter) {
        long depth = meter.initialDepth + meter.arrivals() - meter.departures();
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, depth));
    }

    private static void loseOrder(Object queue) {
        try {
            Meter meter = queuesOff ? null : Meters.find(queue);
            if (meter != null && meter.fifo) {
                meter.fifo = false;
                Looks.loseProbe(meter);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    private static @Nullable Meter find(Object queue) {
        return queuesOff ? null : Meters.find(queue);
    }

    /** A buffer without a meter: beyond the limit, or, in a JVM that was attached to, one that existed before. */
    @DontInline
    private static void unknown(Object queue, int depth) {
        if (registerUnknown) {
            adopt(queue, depth);
        }
    }

    /** The same for one without a lock, when an item came or left. */
    @DontInline
    private static void unknownLockFree(Object queue, @Nullable Object item, boolean came) {
        // One that was wrongly taken for a Kafka client's own is met by what comes, which it then holds.
        if ((registerUnknown || came && KafkaOwnQueues.mayHaveTaken(queue))
                && (item == null || !KafkaOwnQueues.isOwn(queue, item))) {
            adopt(queue, 0);
        }
    }

    private static void adopt(Object queue, int depth) {
        if (Meters.full() || isPartOfAnother(queue)) {
            return;
        }
        Meter meter = Meters.register(queue, Site.UNKNOWN, Capacities.read(queue), Capacities.isFifo(queue), true);
        if (meter != null) {
            meter.initialDepth = depth;
            meter.initialDepthUnknown = Capacities.isLockFree(queue);
        }
    }
}
