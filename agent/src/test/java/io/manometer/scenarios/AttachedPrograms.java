package io.manometer.scenarios;

import io.manometer.agent.testing.Settle;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Scanner;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;

/** An application that has long been running when the agent comes; prints the type and depth of each queue at the end. */
final class AttachedPrograms {
    static final List<Queue<Integer>> QUEUES = List.of(
            new LinkedBlockingQueue<>(50),
            new ArrayBlockingQueue<>(60),
            new LinkedBlockingDeque<>(70),
            new PriorityBlockingQueue<>(),
            new LinkedTransferQueue<>(),
            new ConcurrentLinkedQueue<>());

    private AttachedPrograms() {}

    public static void main(String[] arguments) throws Exception {
        QUEUES.forEach(queue -> queue.addAll(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)));
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService fixed = Executors.newFixedThreadPool(1, task -> new Thread(task, "old-fixed-1"));
        ExecutorService cached = Executors.newCachedThreadPool(task -> new Thread(task, "old-cached-1"));
        ScheduledThreadPoolExecutor late = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "old-late-1"));
        ForkJoinPool forked = new ForkJoinPool(1);
        for (int i = 0; i < 6; i++) {
            fixed.execute(() -> await(release));
            forked.execute(() -> await(release));
        }
        for (int i = 0; i < 3; i++) {
            cached.execute(() -> await(release));
        }
        ThreadPoolExecutor idle =
                (ThreadPoolExecutor) Executors.newFixedThreadPool(3, task -> new Thread(task, "old-idle-1"));
        idle.prestartAllCoreThreads();
        System.out.println("ready");
        Scanner in = new Scanner(System.in);
        in.nextLine();
        Recording recording = Settle.record();
        for (Queue<Integer> queue : QUEUES) {
            queue.offer(11);
            queue.poll();
            queue.poll();
            System.out.println("depth " + queue.getClass().getSimpleName() + " " + queue.size());
        }
        for (int i = 0; i < 4; i++) {
            fixed.execute(() -> await(release));
            forked.execute(() -> await(release));
            late.schedule(() -> await(release), 0, TimeUnit.NANOSECONDS);
        }
        cached.execute(() -> await(release));
        // A worker that is done waits anew, now in code that counts.
        for (int i = 0; i < 20; i++) {
            idle.submit(() -> {}).get();
        }
        Settle.await(recording, 12);
        System.out.println("waiting " + ((ThreadPoolExecutor) fixed).getQueue().size());
        release.countDown();
        for (ExecutorService pool : List.of(fixed, forked, cached, late, idle)) {
            pool.shutdown();
            pool.awaitTermination(30, TimeUnit.SECONDS);
        }
        Settle.write(recording, arguments[0]);
        System.exit(((Collection<?>) QUEUES.get(0)).isEmpty() ? 1 : 0);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
