package io.manometer.boot;

import io.manometer.boot.Meter.Refusals;
import java.lang.ref.WeakReference;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Hooks of pools and queues that are no JDK classes: Tomcat's ThreadPoolExecutor, Jetty's QueuedThreadPool and BlockingArrayQueue. What
 * they need of those classes the patched method passes in, as JDK types; no class of a server is named or called here. The
 * rules of {@link Hooks} hold.
 */
public final class ServerHooks {
    private static final int TOMCAT_COUNT_MASK = (1 << (Integer.SIZE - 3)) - 1;

    private ServerHooks() {}

    /** Loads what the hooks need, before anything is patched. */
    static void warmUp() {
        Object probe = new Object();
        threads(new AtomicInteger());
        isRunning(new AtomicLong());
        poolCreated(probe, probe, 0, 0, new AtomicInteger());
        taken(0, probe);
        workAwaited(probe);
        isPartOfPool(Site.UNKNOWN);
    }

    // ---------------------------------------------------------------- pools

    /** A pool over a queue, with a handler for what it rejects. No lock held. */
    public static void poolCreated(Object pool, Object queue, int core, int max, Object control, Object handler) {
        if (Hooks.isOff(Kind.EXECUTOR)) {
            return;
        }
        try {
            Pools.created(pool, queue, core, max, handler.getClass().getName());
            read(queue, control);
        } catch (Throwable e) {
            Health.suppressed(Kind.EXECUTOR, e);
        }
    }

    /** A pool over a queue, which throws when it rejects. No lock held. */
    public static void poolCreated(Object pool, Object queue, int core, int max, Object control) {
        if (Hooks.isOff(Kind.EXECUTOR)) {
            return;
        }
        try {
            Pools.created(pool, queue, core, max, "");
            read(queue, control);
        } catch (Throwable e) {
            Health.suppressed(Kind.EXECUTOR, e);
        }
    }

    /** On a worker of a pool that may have existed before the agent; instrumented only when attached. */
    public static void workerSeen(Object pool, Object queue, int core, int max, Object control, Object handler) {
        workerSeenWith(pool, queue, core, max, control, handler);
    }

    /** The same for a pool without handlers. */
    public static void workerSeen(Object pool, Object queue, int core, int max, Object control) {
        workerSeenWith(pool, queue, core, max, control, null);
    }

    private static void workerSeenWith(
            Object pool, Object queue, int core, int max, Object control, @Nullable Object handler) {
        if (Hooks.isOff(Kind.EXECUTOR)) {
            return;
        }
        try {
            Meter meter = Meters.find(queue);
            if (meter != null && meter.pool == null) {
                Pools.adopt(
                        pool,
                        queue,
                        core,
                        max,
                        handler == null ? "" : handler.getClass().getName());
                read(queue, control);
                Pools.notePattern(meter, Thread.currentThread());
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.EXECUTOR, e);
        }
    }

    private static void read(Object queue, Object control) {
        Meter.Pool pool = poolOf(queue);
        if (pool != null) {
            pool.control = new WeakReference<>(control);
        }
    }

    /** The number of threads that the pool keeps was set; there is no queue yet while the pool is constructed. */
    public static void coreThreads(Object pool, int threads, @Nullable Object queue) {
        try {
            Meter.Pool adopted = poolOf(queue);
            if (adopted != null) {
                adopted.coreThreads = threads;
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.EXECUTOR, e);
        }
    }

    /** The number of threads that the pool may have was set. */
    public static void maxThreads(Object pool, int threads, @Nullable Object queue) {
        try {
            Meter.Pool adopted = poolOf(queue);
            if (adopted != null) {
                adopted.maxThreads = threads;
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.EXECUTOR, e);
        }
    }

    /** The pool made a thread, which has its name but hasn't started. */
    public static void threadMade(@Nullable Object thread, Object queue) {
        if (Hooks.isOff(Kind.EXECUTOR)) {
            return;
        }
        try {
            Meter meter = Meters.find(queue);
            if (meter != null && thread instanceof Thread worker) {
                Pools.notePattern(meter, worker);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.EXECUTOR, e);
        }
    }

    /** The pool offered a task to a thread that waits for nothing else; true when that took it, past the queue. */
    public static void handedOver(boolean accepted, Object queue) {
        if (!accepted || Hooks.isOff(Kind.EXECUTOR)) {
            return;
        }
        try {
            Meter.Pool pool = poolOf(queue);
            if (pool != null) {
                pool.handedOver.incrementAndGet();
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.EXECUTOR, e);
        }
    }

    /**
     * A handler is about to see a task that the pool rejects. One that throws is counted by {@link #refused}, once it is certain that
     * nobody forces the task into the queue after all.
     */
    public static void handlerCalled(Object handler, Object queue, Object control) {
        if (Hooks.isOff(Kind.EXECUTOR)) {
            return;
        }
        try {
            Meter meter = Meters.find(queue);
            if (meter == null || !isRunning(control)) {
                return;
            }
            String name = handler.getClass().getName();
            if (name.endsWith("$CallerRunsPolicy")) {
                Hooks.countRefusal(meter, Refusals.CALLER_RUNS, "CALLER_RUNS");
            } else if (name.endsWith("$DiscardPolicy")) {
                Hooks.countRefusal(meter, Refusals.DROP_NEWEST, "DROP_NEWEST");
            } else if (name.endsWith("$DiscardOldestPolicy")) {
                Hooks.countRefusal(meter, Refusals.DROP_OLDEST, "DROP_OLDEST");
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.EXECUTOR, e);
        }
    }

    /** {@code execute} throws. A pool that was shut down refuses for another reason than load. */
    public static void refused(Object queue, Object control) {
        if (Hooks.isOff(Kind.EXECUTOR)) {
            return;
        }
        try {
            Meter meter = Meters.find(queue);
            if (meter != null && isRunning(control)) {
                Hooks.countRefusal(meter, Refusals.EXCEPTION, "EXCEPTION");
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.EXECUTOR, e);
        }
    }

    /** A subclass of the JDK's pool forced into the queue what the pool had rejected, and had counted as a refusal. */
    public static void forced(boolean accepted, Object pool) {
        if (!accepted || Hooks.isOff(Kind.EXECUTOR)) {
            return;
        }
        try {
            Meter meter = pool instanceof ThreadPoolExecutor executor ? Meters.find(Pools.queueOf(executor)) : null;
            if (meter != null) {
                meter.detail().refusals().counts.decrementAndGet(Refusals.EXCEPTION);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.EXECUTOR, e);
        }
    }

    /** Jetty 10 and 11 hand jobs to reserved threads through a queue, of which the pool tells; that nobody waits there is no refusal. */
    static boolean isPartOfPool(Site site) {
        return site.className.equals("org.eclipse.jetty.util.thread.ReservedThreadExecutor");
    }

    private static Meter.@Nullable Pool poolOf(@Nullable Object queue) {
        Meter meter = queue == null ? null : Meters.find(queue);
        return meter == null ? null : meter.pool;
    }

    /** Tomcat keeps state and threads as the JDK's pool does, in an AtomicInteger; Jetty threads and idle ones in the halves of a long. */
    static int threads(Object control) {
        if (control instanceof AtomicInteger tomcat) {
            return tomcat.get() & TOMCAT_COUNT_MASK;
        }
        return control instanceof AtomicLong jetty ? Math.max(0, (int) (jetty.get() >> 32)) : 0;
    }

    private static boolean isRunning(Object control) {
        if (control instanceof AtomicInteger tomcat) {
            return tomcat.get() < 0;
        }
        return !(control instanceof AtomicLong jetty) || (int) (jetty.get() >> 32) != Integer.MIN_VALUE;
    }

    // ---------------------------------------------------------------- a queue with one lock for each end

    /** The limit of a queue that existed before the agent; instrumented only when attached. */
    public static void limited(Object queue, int limit) {
        if (Hooks.isOff(Kind.QUEUE) || limit == Integer.MAX_VALUE) {
            return;
        }
        try {
            Meter meter = Meters.find(queue);
            if (meter != null && meter.seenLate) {
                meter.capacity = limit;
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    /** Under the producers' lock: an item is about to be added at the end; {@code size} counts those before it. */
    public static void put(Object queue, Object size, Object item) {
        Hooks.lookedUpPut(queue, ((AtomicInteger) size).get(), item);
    }

    /** Under the producers' lock, after the count was raised. */
    public static void put(int countBefore, Object queue, Object item) {
        Hooks.lookedUpPut(queue, countBefore, item);
    }

    /** Under both locks, after the count was raised: an item was put between others. */
    public static void inserted(int countAfter, Object queue, Object item) {
        if (Hooks.isOff(Kind.QUEUE)) {
            return;
        }
        try {
            Meter meter = Meters.find(queue);
            if (meter != null) {
                meter.fifo = false;
                Looks.loseProbe(meter);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
        Hooks.lookedUpPut(queue, countAfter - 1, item);
    }

    /** Under the consumers' lock, after the count was lowered. */
    public static void taken(int countAfter, Object queue) {
        Hooks.linkedTaken(countAfter + 1, queue, queue);
    }

    /** The same, given the count before. */
    public static void takenFrom(int countBefore, Object queue) {
        Hooks.linkedTaken(countBefore, queue, queue);
    }

    /** Under both locks, after the count was lowered: an item was removed from wherever it stood. */
    public static void removed(int countAfter, Object queue) {
        Hooks.linkedRemoved(countAfter + 1, queue);
    }

    /** Under both locks, before the count is set to nothing: all items were removed. */
    public static void cleared(Object queue, Object size) {
        Hooks.linkedCleared(((AtomicInteger) size).get(), queue);
    }

    /** Under both locks, before the count is set to nothing: all items were taken in their order. */
    public static void drained(Object queue, Object size) {
        Hooks.linkedDrained(-((AtomicInteger) size).get(), queue);
    }

    // ---------------------------------------------------------------- waiting, under the lock of the own end

    /** A consumer begins to wait. */
    public static void workAwaited(Object queue) {
        begin(queue, false);
    }

    /** It ends. */
    public static void workCame(Object queue) {
        end(queue, false);
    }

    /** A producer begins to wait. */
    public static void roomAwaited(Object queue) {
        begin(queue, true);
    }

    /** It ends. */
    public static void roomCame(Object queue) {
        end(queue, true);
    }

    /** Something is thrown; that a thread was interrupted can only be thrown by the wait. */
    public static void roomNotCome(Throwable thrown, Object queue) {
        if (thrown instanceof InterruptedException) {
            end(queue, true);
        }
    }

    private static void begin(Object queue, boolean producer) {
        try {
            Meter meter = Hooks.isOff(Kind.QUEUE) ? null : Meters.find(queue);
            if (meter != null) {
                clock(meter, producer).begin(System.nanoTime());
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    private static void end(Object queue, boolean producer) {
        try {
            Meter meter = Hooks.isOff(Kind.QUEUE) ? null : Meters.find(queue);
            WaitClock clock = meter == null ? null : clock(meter, producer);
            // Nobody is known to wait when the wait began before the meter existed.
            if (clock != null && WaitClock.waiters(clock.read()) > 0) {
                clock.end(System.nanoTime());
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    private static WaitClock clock(Meter meter, boolean producer) {
        Meter.Detail detail = meter.detail();
        return producer ? detail.producers : detail.consumers;
    }
}
