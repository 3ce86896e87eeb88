package io.manometer.boot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Private fields of the JDK that the sampler and the creation hooks read, all of them the same on JDK 17 to 25. Reading the fields
 * rather than calling methods takes no application lock and runs no code of an application's subclass. A field that is missing
 * leaves its reader null, and what depends on it unknown.
 */
final class Internals {
    static @Nullable MethodHandle linkedQueueCapacity;
    static @Nullable MethodHandle linkedDequeCapacity;
    static @Nullable MethodHandle arrayQueueItems;
    static @Nullable VarHandle arrayQueueCount;
    static @Nullable VarHandle linkedDequeCount;
    static @Nullable VarHandle linkedQueueCount;
    static @Nullable VarHandle priorityQueueSize;
    private static @Nullable VarHandle linkedQueueHead;
    private static @Nullable VarHandle linkedNodeNext;
    private static @Nullable VarHandle linkedNodeItem;
    private static @Nullable VarHandle linkedDequeFirst;
    private static @Nullable VarHandle dequeHeadItem;
    private static @Nullable VarHandle arrayItems;
    private static @Nullable VarHandle arrayTakeIndex;
    private static @Nullable VarHandle priorityItems;
    static @Nullable VarHandle poolControl;
    static @Nullable VarHandle poolQueue;
    static @Nullable VarHandle poolCore;
    static @Nullable VarHandle poolMax;
    static @Nullable VarHandle poolHandler;
    static @Nullable VarHandle forkJoinQueues;
    static @Nullable VarHandle forkJoinBase;
    static @Nullable VarHandle forkJoinTop;
    static @Nullable VarHandle forkJoinOwner;
    static @Nullable VarHandle forkJoinWorkerPool;
    static @Nullable VarHandle delayedTasks;
    static @Nullable VarHandle delayedTime;
    static @Nullable Field lockSync;
    private static @Nullable Class<?> queueNode;
    private static @Nullable Class<?> dequeNode;
    private static @Nullable VarHandle queueNodeItem;
    private static @Nullable VarHandle dequeNodeItem;
    static @Nullable Class<?> delayedWorkQueue;
    static @Nullable Class<?> scheduledTask;

    private static final int COUNT_MASK = (1 << (Integer.SIZE - 3)) - 1;

    private Internals() {}

    /** Looks every field up; needs java.util.concurrent opened to this module first. Returns what was not found. */
    static String open() {
        StringBuilder missing = new StringBuilder();
        linkedQueueCapacity = getter(missing, LinkedBlockingQueue.class, "capacity", int.class);
        linkedDequeCapacity = getter(missing, LinkedBlockingDeque.class, "capacity", int.class);
        arrayQueueItems = getter(missing, ArrayBlockingQueue.class, "items", Object[].class);
        arrayQueueCount = field(missing, ArrayBlockingQueue.class, "count", int.class);
        linkedDequeCount = field(missing, LinkedBlockingDeque.class, "count", int.class);
        linkedQueueCount = field(missing, LinkedBlockingQueue.class, "count", AtomicInteger.class);
        priorityQueueSize = field(missing, PriorityBlockingQueue.class, "size", int.class);
        arrayItems = field(missing, ArrayBlockingQueue.class, "items", Object[].class);
        arrayTakeIndex = field(missing, ArrayBlockingQueue.class, "takeIndex", int.class);
        priorityItems = field(missing, PriorityBlockingQueue.class, "queue", Object[].class);
        Class<?> linkedNode = type(missing, "java.util.concurrent.LinkedBlockingQueue$Node");
        if (linkedNode != null) {
            linkedQueueHead = field(missing, LinkedBlockingQueue.class, "head", linkedNode);
            linkedNodeNext = field(missing, linkedNode, "next", linkedNode);
            linkedNodeItem = field(missing, linkedNode, "item", Object.class);
        }
        Class<?> linkedDequeNode = type(missing, "java.util.concurrent.LinkedBlockingDeque$Node");
        if (linkedDequeNode != null) {
            linkedDequeFirst = field(missing, LinkedBlockingDeque.class, "first", linkedDequeNode);
            dequeHeadItem = field(missing, linkedDequeNode, "item", Object.class);
        }
        poolControl = field(missing, ThreadPoolExecutor.class, "ctl", AtomicInteger.class);
        poolQueue = field(missing, ThreadPoolExecutor.class, "workQueue", java.util.concurrent.BlockingQueue.class);
        poolCore = field(missing, ThreadPoolExecutor.class, "corePoolSize", int.class);
        poolMax = field(missing, ThreadPoolExecutor.class, "maximumPoolSize", int.class);
        poolHandler = field(
                missing, ThreadPoolExecutor.class, "handler", java.util.concurrent.RejectedExecutionHandler.class);
        Class<?> workQueue = type(missing, "java.util.concurrent.ForkJoinPool$WorkQueue");
        if (workQueue != null) {
            forkJoinQueues = field(missing, ForkJoinPool.class, "queues", workQueue.arrayType());
            forkJoinBase = field(missing, workQueue, "base", int.class);
            forkJoinTop = field(missing, workQueue, "top", int.class);
            forkJoinOwner = field(missing, workQueue, "owner", ForkJoinWorkerThread.class);
        }
        forkJoinWorkerPool = field(missing, ForkJoinWorkerThread.class, "pool", ForkJoinPool.class);
        lockSync = lockSync(missing);
        delayedWorkQueue = type(missing, "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue");
        if (delayedWorkQueue != null) {
            delayedTasks =
                    field(missing, delayedWorkQueue, "queue", java.util.concurrent.RunnableScheduledFuture[].class);
        }
        scheduledTask = type(missing, "java.util.concurrent.ScheduledThreadPoolExecutor$ScheduledFutureTask");
        if (scheduledTask != null) {
            delayedTime = field(missing, scheduledTask, "time", long.class);
        }
        queueNode = type(missing, "java.util.concurrent.ConcurrentLinkedQueue$Node");
        if (queueNode != null) {
            queueNodeItem = field(missing, queueNode, "item", Object.class);
        }
        dequeNode = type(missing, "java.util.concurrent.ConcurrentLinkedDeque$Node");
        if (dequeNode != null) {
            dequeNodeItem = field(missing, dequeNode, "item", Object.class);
        }
        return missing.toString();
    }

    /** Needed to write a queue to a stream; final, so that a handle would not set it. */
    private static @Nullable Field lockSync(StringBuilder missing) {
        try {
            Field sync = java.util.concurrent.locks.ReentrantLock.class.getDeclaredField("sync");
            sync.setAccessible(true);
            return sync;
        } catch (ReflectiveOperationException | RuntimeException e) {
            missing.append(" java.util.concurrent.locks.ReentrantLock.sync");
            return null;
        }
    }

    /** The depth of a buffer whose ends share a lock, read without it; -1 when it can't be told. */
    static int depth(Object buffer) {
        VarHandle count = null;
        if (buffer instanceof ArrayBlockingQueue) {
            count = arrayQueueCount;
        } else if (buffer instanceof LinkedBlockingDeque) {
            count = linkedDequeCount;
        } else if (buffer instanceof PriorityBlockingQueue) {
            count = priorityQueueSize;
        }
        return count == null ? -1 : (int) count.getVolatile(buffer);
    }

    /** The item that waits at the head, read without a lock; null when there is none, or the buffer is of another kind. */
    static @Nullable Object firstItem(Object buffer) {
        if (buffer instanceof LinkedBlockingQueue) {
            // The head is a node without an item.
            return read(linkedNodeItem, read(linkedNodeNext, read(linkedQueueHead, buffer)));
        }
        if (buffer instanceof LinkedBlockingDeque) {
            return read(dequeHeadItem, read(linkedDequeFirst, buffer));
        }
        if (buffer instanceof ArrayBlockingQueue) {
            return first(read(arrayItems, buffer), arrayTakeIndex == null ? 0 : (int) arrayTakeIndex.get(buffer));
        }
        return buffer instanceof PriorityBlockingQueue ? first(read(priorityItems, buffer), 0) : null;
    }

    private static @Nullable Object read(@Nullable VarHandle handle, @Nullable Object from) {
        return handle == null || from == null ? null : handle.get(from);
    }

    private static @Nullable Object first(@Nullable Object items, int index) {
        return items instanceof Object[] array && index < array.length ? array[index] : null;
    }

    /** Whether this node of a lock-free queue or deque still holds an item. */
    static boolean hasItem(Object node) {
        VarHandle item = node.getClass() == queueNode ? queueNodeItem : dequeNodeItem;
        return item != null && item.getVolatile(node) != null;
    }

    /** Threads of the pool now; 0 when unknown. */
    static int poolSize(Object executor) {
        AtomicInteger control = control(executor);
        return control == null ? 0 : control.get() & COUNT_MASK;
    }

    static boolean isShutDown(Object executor) {
        AtomicInteger control = control(executor);
        return control != null && control.get() >= 0;
    }

    private static @Nullable AtomicInteger control(Object executor) {
        VarHandle handle = poolControl;
        return handle == null || !(executor instanceof ThreadPoolExecutor)
                ? null
                : (AtomicInteger) handle.get(executor);
    }

    private static @Nullable Class<?> type(StringBuilder missing, String name) {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException e) {
            missing.append(' ').append(name);
            return null;
        }
    }

    private static @Nullable VarHandle field(StringBuilder missing, Class<?> owner, String name, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).findVarHandle(owner, name, type);
        } catch (ReflectiveOperationException e) {
            missing.append(' ').append(owner.getName()).append('.').append(name);
            return null;
        }
    }

    private static @Nullable MethodHandle getter(StringBuilder missing, Class<?> owner, String name, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).findGetter(owner, name, type);
        } catch (ReflectiveOperationException e) {
            missing.append(' ').append(owner.getName()).append('.').append(name);
            return null;
        }
    }
}
