package io.manometer.boot;

import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** What makes an executor's hop out of its queue's meter. */
final class Pools {
    private static final @Nullable String[] PATTERNS = new String[1 << 8];

    private Pools() {}

    /** A pool is being constructed over a queue: the hop is stored where the pool is, not where the queue is. */
    static void created(Object executor, Object queue, int core, int max, String handler) {
        Meter meter = Meters.find(queue);
        if (meter == null) {
            return;
        }
        Site site = Sites.of(executor);
        meter.site = site;
        meter.ignored |= Hooks.isExcluded(site);
        adopt(executor, queue, core, max, handler);
    }

    /** The queue's meter becomes the executor's. */
    static void adopt(Object executor, Object queue, int core, int max, String handler) {
        Meter meter = Meters.find(queue);
        if (meter == null) {
            return;
        }
        boolean liveTasks = queue instanceof SynchronousQueue;
        meter.pool = new Meter.Pool(executor, handler, liveTasks, core, max);
        meter.kind = executor instanceof ScheduledThreadPoolExecutor ? Kind.SCHEDULED_EXECUTOR : Kind.EXECUTOR;
        if (liveTasks) {
            meter.capacity = max == Integer.MAX_VALUE ? -1 : max;
            meter.fifo = false;
            if (max == Integer.MAX_VALUE && !meter.ignored && !meter.seenLate && !meter.bufferSite.jdk) {
                Hooks.reportUnbounded(meter);
            }
        }
    }

    /** A pool that existed before the agent was attached. */
    static void adoptLate(Meter meter, Object executor, Object queue) {
        if (!(executor instanceof ThreadPoolExecutor)) {
            return;
        }
        int core = intField(Internals.poolCore, executor);
        adopt(executor, queue, core, intField(Internals.poolMax, executor), handlerOf(executor));
        notePattern(meter);
    }

    static String handlerOf(Object executor) {
        VarHandle handlers = Internals.poolHandler;
        return handlers == null ? "" : handlers.get(executor).getClass().getName();
    }

    static int intField(@Nullable VarHandle handle, Object executor) {
        return handle == null ? -1 : (int) handle.get(executor);
    }

    static void workerStarted(Meter meter, Object executor, Object queue, boolean withTask) {
        if (meter.pool == null) {
            adoptLate(meter, executor, queue);
        }
        notePattern(meter);
        Meter.Pool pool = meter.pool;
        if (withTask && pool != null) {
            pool.handedOver.incrementAndGet();
            ThreadTrail.took(ThreadTrail.hashOf(Thread.currentThread()), meter.id);
        }
    }

    private static void notePattern(Meter meter) {
        notePattern(meter, Thread.currentThread());
    }

    static void notePattern(Meter meter, Thread worker) {
        Meter.Pool pool = meter.pool;
        if (pool != null && pool.threads == null) {
            pool.threads = pattern(worker.getName());
        }
    }

    /** Threads of the pool now; 0 when unknown. */
    static int size(Meter.Pool pool, Object executor) {
        WeakReference<Object> control = pool.control;
        Object counter = control == null ? null : control.get();
        return counter == null ? Internals.poolSize(executor) : ServerHooks.threads(counter);
    }

    /** The name with each run of digits replaced by an asterisk. */
    static String pattern(String threadName) {
        StringBuilder pattern = new StringBuilder(threadName.length());
        boolean inDigits = false;
        for (int i = 0; i < threadName.length(); i++) {
            char c = threadName.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (digit && !inDigits) {
                pattern.append('*');
            } else if (!digit) {
                pattern.append(c);
            }
            inDigits = digit;
        }
        return shared(pattern.toString());
    }

    /** An equal string that is held already, mostly: many queues have consumers of the same name. */
    private static String shared(String pattern) {
        int slot = pattern.hashCode() & (PATTERNS.length - 1);
        String known = PATTERNS[slot];
        if (pattern.equals(known)) {
            return known;
        }
        PATTERNS[slot] = pattern;
        return pattern;
    }

    /**
     * Counts what a known handler is about to do. Returns the meter when the handler is an application's own: what that one does is
     * known only once it threw. A pool that was shut down refuses for another reason than load, which is no refusal.
     */
    static @Nullable Meter countRejection(RejectedExecutionHandler handler, ThreadPoolExecutor executor) {
        Meter meter = Meters.find(queueOf(executor));
        if (meter == null || Internals.isShutDown(executor)) {
            return null;
        }
        Class<?> policy = handler.getClass();
        if (policy == ThreadPoolExecutor.AbortPolicy.class) {
            Hooks.countRefusal(meter, Meter.Refusals.EXCEPTION, "EXCEPTION");
        } else if (policy == ThreadPoolExecutor.CallerRunsPolicy.class) {
            Hooks.countRefusal(meter, Meter.Refusals.CALLER_RUNS, "CALLER_RUNS");
        } else if (policy == ThreadPoolExecutor.DiscardPolicy.class) {
            Hooks.countRefusal(meter, Meter.Refusals.DROP_NEWEST, "DROP_NEWEST");
        } else if (policy == ThreadPoolExecutor.DiscardOldestPolicy.class) {
            Hooks.countRefusal(meter, Meter.Refusals.DROP_OLDEST, "DROP_OLDEST");
        } else {
            return meter;
        }
        return null;
    }

    static Object queueOf(ThreadPoolExecutor executor) {
        VarHandle queue = Internals.poolQueue;
        return queue == null ? executor : queue.get(executor);
    }

    /** No hook sees a ForkJoinPool's worker take a task, so the worker is asked for its pool; 0 when it is no such worker. */
    static int forkJoinOfCurrentThread(int threadHash) {
        VarHandle poolOf = Internals.forkJoinWorkerPool;
        if (poolOf == null || !(Thread.currentThread() instanceof ForkJoinWorkerThread worker)) {
            return 0;
        }
        Object pool = poolOf.get(worker);
        Meter meter = pool == null ? null : Meters.find(pool);
        if (meter == null) {
            return 0;
        }
        ThreadTrail.took(threadHash, meter.id);
        notePattern(meter);
        return meter.id;
    }

    static void forkJoin(Object pool, Site site, boolean seenLate) {
        Meter meter = Meters.register(pool, site, -1, false, seenLate);
        if (meter == null) {
            Folding.fold(site, Kind.FORKJOIN, pool.getClass().getName(), -1);
            return;
        }
        meter.kind = Kind.FORKJOIN;
        meter.ignored = Hooks.isExcluded(site);
        int parallelism = pool.getClass() == ForkJoinPool.class ? ((ForkJoinPool) pool).getParallelism() : -1;
        meter.pool = new Meter.Pool(pool, "", false, parallelism, -1);
    }
}
