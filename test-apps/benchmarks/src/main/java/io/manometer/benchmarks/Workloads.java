package io.manometer.benchmarks;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The operations, each as a loop that the compiler can't see through. */
final class Workloads {
    private static final Integer ITEM = 4711;
    private static final int TASKS_IN_FLIGHT = 1000;

    private Workloads() {}

    static Workload putTake(BlockingQueue<Integer> queue) {
        return operations -> {
            for (int i = 0; i < operations; i++) {
                queue.put(ITEM);
                check(queue.take());
            }
        };
    }

    static Workload offerPoll(BlockingQueue<Integer> queue) {
        return operations -> {
            for (int i = 0; i < operations; i++) {
                if (!queue.offer(ITEM)) {
                    throw new IllegalStateException("full");
                }
                check(queue.poll());
            }
        };
    }

    /** Some producers and as many consumers; one operation is one item that went through. */
    static Workload pass(BlockingQueue<Integer> queue, int pairs) {
        return operations -> {
            int share = operations / pairs;
            Thread[] threads = new Thread[2 * pairs];
            for (int i = 0; i < pairs; i++) {
                threads[2 * i] = Meters.start("bench-producer", () -> {
                    for (int n = 0; n < share; n++) {
                        queue.put(ITEM);
                    }
                });
                threads[2 * i + 1] = Meters.start("bench-consumer", () -> {
                    for (int n = 0; n < share; n++) {
                        check(queue.take());
                    }
                });
            }
            for (Thread thread : threads) {
                thread.join();
            }
        };
    }

    static Workload poolExecute() {
        return tasks(Executors.newFixedThreadPool(4, task -> {
            Thread thread = new Thread(task, "bench-pool");
            thread.setDaemon(true);
            return thread;
        }));
    }

    static Workload commonPoolExecute() {
        return tasks(ForkJoinPool.commonPool());
    }

    /** Tasks in bursts, so that neither side runs away from the other. */
    private static Workload tasks(Executor executor) {
        Thread waiting = Thread.currentThread();
        AtomicInteger open = new AtomicInteger();
        Runnable task = () -> {
            if (open.decrementAndGet() == 0) {
                LockSupport.unpark(waiting);
            }
        };
        return operations -> {
            for (int done = 0; done < operations; done += TASKS_IN_FLIGHT) {
                open.set(TASKS_IN_FLIGHT);
                for (int i = 0; i < TASKS_IN_FLIGHT; i++) {
                    executor.execute(task);
                }
                while (open.get() > 0) {
                    LockSupport.park(open);
                }
            }
        };
    }

    private static void check(Object item) {
        if (item != ITEM) {
            throw new IllegalStateException("another item came out: " + item);
        }
    }
}
