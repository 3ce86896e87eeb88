package io.manometer.boot;

import java.lang.invoke.VarHandle;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Depths that no hook sees, read several times a window by the sampler's thread, from fields, without a lock: the submission
 * queues of ForkJoinPools, the tasks that are due in a scheduled pool, the busy threads of a pool without a queue.
 */
final class Polling {
    /** Nodes of a delay heap looked at; a backlog of more due tasks than this is told as this many. */
    private static final int DUE_LIMIT = 100_000;

    private Polling() {}

    static boolean applies(Meter meter) {
        Meter.Pool pool = meter.pool;
        return switch (meter.kind) {
            case FORKJOIN, SCHEDULED_EXECUTOR -> true;
            case EXECUTOR -> pool != null && pool.liveTasks;
            case QUEUE, THREAD_PER_TASK, CHANNEL, EVENT_LOOP, KAFKA_CONSUMER, KAFKA_PRODUCER -> false;
        };
    }

    /** Reads the depth now and notes it for the window. */
    static void poll(Meter meter, Meter.Polled last, long nanosSincePoll) {
        // Read first: what leaves meanwhile is then missed in one of the two numbers rather than counted in both.
        long departures = meter.departures();
        long depth = switch (meter.kind) {
            case FORKJOIN -> pollForkJoin(meter, last, nanosSincePoll);
            case SCHEDULED_EXECUTOR -> pollDelayed(meter, last);
            default -> pollLiveTasks(meter);
        };
        last.min = Math.min(last.min, depth);
        last.max = Math.max(last.max, depth);
        last.depth = depth;
        setDepth(meter, last, depth, departures);
    }

    /** Departures are what arrived and is there no more; arrivals what is there or left. */
    private static void setDepth(Meter meter, Meter.Polled last, long depth, long departures) {
        if (meter.kind == Kind.SCHEDULED_EXECUTOR) {
            // Departures are hooked; work arrives when it is due. The heap is read without its lock, and a task on its
            // way from one
            // place in it to another is then seen twice: only what two looks agree on counts.
            long arrived = departures + depth - meter.initialDepth;
            meter.puts.count = Math.max(meter.puts.count, Math.min(arrived, last.arrived));
            last.arrived = arrived;
            return;
        }
        long total = meter.puts.count + handedOver(meter);
        meter.takes.count = Math.max(meter.takes.count, meter.initialDepth + total - depth);
    }

    static long handedOver(Meter meter) {
        Meter.Pool pool = meter.pool;
        return pool == null ? 0 : pool.handedOver.get();
    }

    private static long pollLiveTasks(Meter meter) {
        Meter.Pool pool = meter.pool;
        Object executor = pool == null ? null : pool.executor.get();
        if (pool == null || executor == null) {
            return 0;
        }
        Meter.Detail detail = meter.detailIfAny();
        int idle = detail == null ? 0 : WaitClock.waiters(detail.consumers.read());
        return Math.max(0, Pools.size(pool, executor) - idle);
    }

    private static long pollForkJoin(Meter meter, Meter.Polled last, long nanosSincePoll) {
        Object pool = meter.get();
        VarHandle queuesOf = Internals.forkJoinQueues;
        VarHandle baseOf = Internals.forkJoinBase;
        VarHandle topOf = Internals.forkJoinTop;
        VarHandle ownerOf = Internals.forkJoinOwner;
        if (pool == null || queuesOf == null || baseOf == null || topOf == null || ownerOf == null) {
            return 0;
        }
        @Nullable Object[] queues = (@Nullable Object[]) queuesOf.getVolatile(pool);
        if (queues == null) {
            return 0;
        }
        int[] keys = sized(last.queueKeys, queues.length);
        int[] tops = sized(last.queueTops, queues.length);
        last.queueKeys = keys;
        last.queueTops = tops;
        long depth = 0;
        for (int i = 0; i < queues.length; i++) {
            Object queue = queues[i];
            if (queue == null || ownerOf.get(queue) != null) {
                continue;
            }
            int base = (int) baseOf.getVolatile(queue);
            int top = (int) topOf.getVolatile(queue);
            int waiting = Math.max(0, top - base);
            depth += waiting;
            int at = indexOf(System.identityHashCode(queue), keys, i);
            int seen = tops[at];
            if (keys[at] == 0) {
                keys[at] = System.identityHashCode(queue);
                // All that ever came to a new queue, or what waits in one that is older than the agent.
                seen = meter.seenLate ? top - waiting : 0;
            }
            meter.puts.count += Math.max(0, top - seen);
            tops[at] = top;
        }
        if (pool.getClass() == ForkJoinPool.class) {
            ForkJoinPool plain = (ForkJoinPool) pool;
            int idle = Math.max(0, plain.getParallelism() - plain.getActiveThreadCount());
            last.starved += idle * nanosSincePoll;
        }
        return depth;
    }

    /** Where the queue of this key is noted, or a free place: a pool that grows moves its queues. */
    private static int indexOf(int key, int[] keys, int hint) {
        for (int i = 0; i < keys.length; i++) {
            int at = (hint + i) % keys.length;
            if (keys[at] == key || keys[at] == 0) {
                return at;
            }
        }
        return hint;
    }

    private static int[] sized(int @Nullable [] values, int length) {
        if (values != null && values.length >= length) {
            return values;
        }
        return values == null ? new int[length] : java.util.Arrays.copyOf(values, length);
    }

    private static long pollDelayed(Meter meter, Meter.Polled last) {
        Object queue = meter.get();
        VarHandle tasksOf = Internals.delayedTasks;
        if (queue == null || tasksOf == null || queue.getClass() != Internals.delayedWorkQueue) {
            return 0;
        }
        @Nullable Object[] heap = (@Nullable Object[]) tasksOf.getVolatile(queue);
        long now = System.nanoTime();
        long headLateness = lateness(heap, 0, now);
        last.oldest = headLateness > 0 ? headLateness : -1;
        return due(heap, 0, now, DUE_LIMIT);
    }

    /** Tasks of the heap below this node that are due; a task that is not has none below it. */
    private static int due(@Nullable Object[] heap, int node, long now, int limit) {
        if (limit <= 0 || lateness(heap, node, now) <= 0) {
            return 0;
        }
        int found = 1 + due(heap, 2 * node + 1, now, limit - 1);
        return found + due(heap, 2 * node + 2, now, limit - found);
    }

    /** How late this task is; not positive when it is not due, absent, or of an application's own class. */
    private static long lateness(@Nullable Object[] heap, int node, long now) {
        VarHandle timeOf = Internals.delayedTime;
        Object task = node < heap.length ? heap[node] : null;
        if (task == null || timeOf == null || task.getClass() != Internals.scheduledTask) {
            return -1;
        }
        return now - (long) timeOf.getVolatile(task);
    }
}
