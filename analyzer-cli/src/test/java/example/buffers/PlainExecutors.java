package example.buffers;

import static example.buffers.Truth.BOUNDED;
import static example.buffers.Truth.LEGITIMATE;
import static example.buffers.Truth.UNBOUNDED;
import static java.util.concurrent.Executors.newCachedThreadPool;
import static java.util.concurrent.Executors.newSingleThreadExecutor;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

final class PlainExecutors {
    @Is(UNBOUNDED)
    static class Fixed {
        final ExecutorService pool = Executors.newFixedThreadPool(4);
    }

    @Is(UNBOUNDED)
    static class FixedWithNamedThreads {
        ExecutorService create(ThreadFactory threads) {
            return Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), threads);
        }
    }

    @Is(UNBOUNDED)
    static class SingleByStaticImport {
        final Executor pool = newSingleThreadExecutor();
    }

    @Is(UNBOUNDED)
    static class CachedByStaticImport {
        final ExecutorService pool = newCachedThreadPool();
    }

    @Is(UNBOUNDED)
    static class CachedWithThreadFactory {
        ExecutorService create(ThreadFactory threads) {
            return Executors.newCachedThreadPool(threads);
        }
    }

    @Is(UNBOUNDED)
    static class PoolOverLinkedQueue {
        final ThreadPoolExecutor pool = new ThreadPoolExecutor(4, 4, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    }

    @Is(UNBOUNDED)
    static class PoolOverPriorityQueue {
        ThreadPoolExecutor create(ThreadFactory threads, RejectedExecutionHandler handler) {
            return new ThreadPoolExecutor(2, 2, 1, TimeUnit.MINUTES, new PriorityBlockingQueue<>(64), threads, handler);
        }
    }

    @Is(UNBOUNDED)
    static class PoolThatNeverGrows {
        ExecutorService create() {
            LinkedBlockingDeque<Runnable> queue = new LinkedBlockingDeque<>();
            return new ThreadPoolExecutor(2, 64, 1, TimeUnit.MINUTES, queue);
        }
    }

    @Is(UNBOUNDED)
    static class PoolWithUnboundedThreads {
        final ThreadPoolExecutor pool =
                new ThreadPoolExecutor(0, Integer.MAX_VALUE, 60, TimeUnit.SECONDS, new SynchronousQueue<>());
    }

    @Is(value = UNBOUNDED, why = "its completion queue is a LinkedBlockingQueue()")
    static class CompletionQueue {
        Future<String> first(Executor pool, Callable<String> call) throws InterruptedException {
            CompletionService<String> completion = new ExecutorCompletionService<>(pool);
            completion.submit(call);
            return completion.take();
        }
    }

    @Is(BOUNDED)
    static class PoolOverArrayQueue {
        final ThreadPoolExecutor pool =
                new ThreadPoolExecutor(4, 8, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(200));
    }

    @Is(BOUNDED)
    static class PoolOverLimitedLinkedQueue {
        final ThreadPoolExecutor pool = new ThreadPoolExecutor(
                4, 8, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(1_000), new ThreadPoolExecutor.CallerRunsPolicy());
    }

    @Is(BOUNDED)
    static class PoolOverHandOff {
        final ThreadPoolExecutor pool = new ThreadPoolExecutor(0, 32, 1, TimeUnit.MINUTES, new SynchronousQueue<>());
    }

    @Is(BOUNDED)
    static class LimitedCompletionQueue {
        CompletionService<String> create(Executor pool) {
            return new ExecutorCompletionService<>(pool, new ArrayBlockingQueue<>(64));
        }
    }

    @Is(value = LEGITIMATE, why = "work that waits for its time has to be kept")
    static class Scheduled {
        final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    }

    @Is(value = LEGITIMATE, why = "work that waits for its time has to be kept")
    static class SingleScheduled {
        final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    }

    @Is(value = LEGITIMATE, why = "work that waits for its time has to be kept")
    static class ScheduledByConstructor {
        final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(2);
    }

    @Is(value = LEGITIMATE, why = "tasks fork tasks: a limit could deadlock")
    static class WorkStealing {
        final ExecutorService pool = Executors.newWorkStealingPool();
    }

    private PlainExecutors() {}
}
