package io.manometer.scenarios;

import io.manometer.agent.testing.Settle;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Recording;

/** An application with a pool of each kind, each used in a known way. */
final class PoolPrograms {
    static final int FORKED = 5_000;
    static final int FUTURE = 10_000;
    static final int LATE = 50;
    static final int LIVE = 20;

    static ThreadPoolExecutor abort = new Small(new ThreadPoolExecutor.AbortPolicy());
    static ThreadPoolExecutor callerRuns = new Small(new ThreadPoolExecutor.CallerRunsPolicy());
    static ThreadPoolExecutor discard = new Small(new ThreadPoolExecutor.DiscardPolicy());
    static ThreadPoolExecutor discardOldest = new Small(new ThreadPoolExecutor.DiscardOldestPolicy());
    static ThreadPoolExecutor throwing = new Small((task, pool) -> {
        throw new IllegalStateException("full");
    });
    static ThreadPoolExecutor blocking =
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(1), PoolPrograms::putAnyway);
    static ExecutorService fixed = Executors.newFixedThreadPool(2);
    static ExecutorService single = Executors.newSingleThreadExecutor();
    static ExecutorService cached = Executors.newCachedThreadPool();
    static ScheduledExecutorService future = Executors.newScheduledThreadPool(1);
    static ScheduledThreadPoolExecutor late = new ScheduledThreadPoolExecutor(1);
    static ForkJoinPool forked = new ForkJoinPool(2);

    private PoolPrograms() {}

    /** One thread and room for two. */
    static final class Small extends ThreadPoolExecutor {
        Small(RejectedExecutionHandler handler) {
            super(1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(2), handler);
        }
    }

    private static void putAnyway(Runnable task, ThreadPoolExecutor pool) {
        try {
            pool.getQueue().put(task);
        } catch (InterruptedException e) {
            throw new RejectedExecutionException(e);
        }
    }

    public static void main(String[] arguments) throws Exception {
        Recording recording = Settle.record();
        overfill(abort);
        overfill(callerRuns);
        overfill(discard);
        overfill(discardOldest);
        overfill(throwing);
        CountDownLatch release = new CountDownLatch(1);
        Thread producer = new Thread(() -> {
            for (int i = 0; i < 4; i++) {
                blocking.execute(() -> await(release));
            }
        });
        producer.start();
        for (int i = 0; i < 5; i++) {
            cached.execute(() -> await(release));
        }
        for (int i = 0; i < FUTURE; i++) {
            future.schedule(() -> {}, 1, TimeUnit.HOURS);
        }
        for (int i = 0; i <= LATE; i++) {
            late.schedule(() -> await(release), 0, TimeUnit.MILLISECONDS);
        }
        ExecutorService threads = threadPerTask(release);
        for (int i = 0; i < FORKED; i++) {
            forked.execute(() -> {});
            ForkJoinPool.commonPool().execute(() -> {});
        }
        for (int i = 0; i < 500; i++) {
            fixed.execute(() -> {});
            single.execute(() -> {});
        }
        while (producer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        long held = System.nanoTime();
        Settle.await(recording, 4);
        System.out.println("held " + (System.nanoTime() - held));
        release.countDown();
        producer.join();
        finish(fixed, single, forked, threads, abort, callerRuns, discard, discardOldest, throwing, blocking, late);
        Settle.await(recording, 2);
        for (int i = 0; i < 5; i++) {
            cached.execute(() -> {});
        }
        finish(cached);
        Settle.write(recording, arguments[0]);
        System.out.println("done");
        System.exit(0);
    }

    /** One task runs, two wait, three are too many. */
    private static void overfill(ThreadPoolExecutor pool) throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        Thread self = Thread.currentThread();
        pool.execute(() -> {
            running.countDown();
            await(release);
        });
        running.await();
        AtomicInteger thrown = new AtomicInteger();
        for (int i = 0; i < 5; i++) {
            try {
                pool.execute(() -> {
                    if (Thread.currentThread() != self) {
                        await(release);
                    }
                });
            } catch (RejectedExecutionException | IllegalStateException e) {
                thrown.incrementAndGet();
            }
        }
        release.countDown();
    }

    /** After the end nothing is refused for load. */
    private static void finish(ExecutorService... pools) throws InterruptedException {
        for (ExecutorService pool : pools) {
            if (pool == null) {
                continue;
            }
            pool.shutdown();
            if (!pool.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("does not end: " + pool);
            }
            if (pool == blocking) {
                continue; // Its handler puts the task into the queue of a dead pool: an arrival, truly.
            }
            try {
                pool.execute(() -> {});
            } catch (RejectedExecutionException | IllegalStateException e) {
                continue;
            }
        }
    }

    private static ExecutorService threadPerTask(CountDownLatch release) throws Exception {
        if (Runtime.version().feature() < 21) {
            return null;
        }
        ExecutorService threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        for (int i = 0; i < LIVE; i++) {
            threads.execute(() -> await(release));
        }
        return threads;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
