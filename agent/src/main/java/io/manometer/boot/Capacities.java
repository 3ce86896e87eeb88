package io.manometer.boot;

import java.lang.invoke.MethodHandle;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;

/** What the type of a buffer says of its limit; for buffers whose constructor was not seen it is read from their fields. */
public final class Capacities {
    /**
     * A limit of so many items or more is never what its author expects to reach. Above a million items the queue holds minutes
     * of work at any rate that a person would call loaded, and hundreds of megabytes.
     */
    public static final long EFFECTIVELY_UNBOUNDED = 1_000_000;

    private Capacities() {}

    static boolean isEffectivelyUnbounded(long capacity) {
        return capacity < 0 || capacity >= EFFECTIVELY_UNBOUNDED;
    }

    /** The limit of a buffer whose constructor was not seen; -1 when it has none or it can't be told. */
    static long read(Object buffer) {
        if (buffer instanceof SynchronousQueue) {
            return 0;
        }
        MethodHandle reader = null;
        if (buffer instanceof LinkedBlockingQueue) {
            reader = Internals.linkedQueueCapacity;
        } else if (buffer instanceof LinkedBlockingDeque) {
            reader = Internals.linkedDequeCapacity;
        } else if (buffer instanceof ArrayBlockingQueue) {
            reader = Internals.arrayQueueItems;
        }
        if (reader == null) {
            return -1;
        }
        try {
            Object value = reader.invoke(buffer);
            int capacity = value instanceof Object[] items ? items.length : (Integer) value;
            return capacity == Integer.MAX_VALUE ? -1 : capacity;
        } catch (Throwable e) {
            return -1;
        }
    }

    static boolean isFifo(Object buffer) {
        return !(buffer instanceof PriorityBlockingQueue
                || buffer instanceof DelayQueue
                || buffer.getClass() == Internals.delayedWorkQueue);
    }

    /** Whether producers and consumers change the count under the same lock, so that a field tells the depth. */
    static boolean sharesLock(Object buffer) {
        return buffer instanceof ArrayBlockingQueue
                || buffer instanceof LinkedBlockingDeque
                || buffer instanceof PriorityBlockingQueue;
    }

    static boolean isLockFree(Object buffer) {
        return buffer instanceof ConcurrentLinkedQueue
                || buffer instanceof ConcurrentLinkedDeque
                || buffer instanceof LinkedTransferQueue;
    }

    /** Bytes that the buffer itself needs for each item, a lower bound: its node on a 64-bit JVM with compressed references. */
    static long overheadPerItem(Object buffer) {
        if (buffer instanceof LinkedBlockingQueue || buffer instanceof ConcurrentLinkedQueue) {
            return 24;
        }
        if (buffer instanceof LinkedBlockingDeque || buffer instanceof ConcurrentLinkedDeque) {
            return 24;
        }
        if (buffer instanceof LinkedTransferQueue) {
            return 32;
        }
        return buffer instanceof PriorityBlockingQueue || buffer instanceof DelayQueue ? 4 : 0;
    }
}
