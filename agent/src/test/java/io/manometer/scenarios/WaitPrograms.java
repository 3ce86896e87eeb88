package io.manometer.scenarios;

import io.manometer.agent.testing.Settle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;

/** An application that waits: on each queue one thread for the whole recording, and some in known ways. */
final class WaitPrograms {
    static final int ITEMS = 2_000;

    static BlockingQueue<Object> fullLinked = new LinkedBlockingQueue<>(1);
    static BlockingQueue<Object> fullArray = new ArrayBlockingQueue<>(1);
    static BlockingQueue<Object> fullDeque = new LinkedBlockingDeque<>(1);
    static BlockingQueue<Object> fullSynchronous = new SynchronousQueue<>();
    static BlockingQueue<Object> fullSynchronousFair = new SynchronousQueue<>(true);
    static LinkedTransferQueue<Object> fullTransfer = new LinkedTransferQueue<>();
    static BlockingQueue<Object> emptyLinked = new LinkedBlockingQueue<>();
    static BlockingQueue<Object> emptyArray = new ArrayBlockingQueue<>(1);
    static BlockingQueue<Object> emptyDeque = new LinkedBlockingDeque<>();
    static BlockingQueue<Object> emptyPriority = new PriorityBlockingQueue<>();
    static BlockingQueue<Object> emptyTransfer = new LinkedTransferQueue<>();
    static BlockingQueue<Object> emptySynchronous = new SynchronousQueue<>();
    static BlockingQueue<Due> emptyDelay = new DelayQueue<>();
    static BlockingQueue<Integer> first = new LinkedBlockingQueue<>();
    static BlockingQueue<Integer> second = new ArrayBlockingQueue<>(100);
    static BlockingQueue<Integer> standing = new LinkedBlockingQueue<>();
    static BlockingQueue<Integer> held = new LinkedBlockingQueue<>();
    static BlockingQueue<Integer> handed = new SynchronousQueue<>();
    static DelayQueue<Due> due = new DelayQueue<>();

    private WaitPrograms() {}

    record Due(long at) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(at, ((Due) other).at);
        }
    }

    interface Waiting {
        void run() throws InterruptedException;
    }

    public static void main(String[] arguments) throws Exception {
        List<Thread> waiting = new ArrayList<>();
        for (BlockingQueue<Object> full : List.of(fullLinked, fullArray, fullDeque)) {
            full.put(1);
        }
        for (BlockingQueue<Object> full :
                List.of(fullLinked, fullArray, fullDeque, fullSynchronous, fullSynchronousFair)) {
            waiting.add(start(() -> full.put(2)));
        }
        waiting.add(start(() -> fullTransfer.transfer(1)));
        for (BlockingQueue<?> empty : List.of(
                emptyLinked, emptyArray, emptyDeque, emptyPriority, emptyTransfer, emptySynchronous, emptyDelay)) {
            waiting.add(start(empty::take));
        }
        for (Thread thread : waiting) {
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        Recording recording = Settle.record();
        standing.addAll(List.of(1, 2, 3, 4, 5));
        putNothing();
        Settle.await(recording, 2);
        pipeline();
        hold();
        handOver();
        beDue();
        Settle.await(recording, 2);
        for (int i = 0; i < 100; i++) {
            standing.put(i);
            standing.take();
        }
        Settle.write(recording, arguments[0]);
        for (Thread thread : waiting) {
            thread.interrupt();
        }
        for (Thread thread : waiting) {
            thread.join();
        }
        System.out.println("interrupted " + interrupted);
        System.out.println("flags " + flags());
        System.exit(0);
    }

    private static int interrupted;

    private static Thread start(Waiting waiting) {
        Thread thread = new Thread(() -> {
            try {
                waiting.run();
            } catch (InterruptedException e) {
                synchronized (WaitPrograms.class) {
                    // The flag is cleared when the exception is thrown.
                    interrupted += Thread.currentThread().isInterrupted() ? 100 : 1;
                }
            }
        });
        thread.start();
        return thread;
    }

    /** An operation that doesn't wait leaves the flag alone, one that would wait doesn't begin to. */
    private static String flags() throws InterruptedException {
        BlockingQueue<Object> queue = new LinkedBlockingQueue<>(1);
        Thread.currentThread().interrupt();
        boolean offered = queue.offer(1);
        boolean kept = Thread.currentThread().isInterrupted();
        try {
            queue.put(2);
            return "put";
        } catch (InterruptedException e) {
            return offered + " " + kept + " " + Thread.interrupted();
        }
    }

    private static void putNothing() throws InterruptedException {
        for (BlockingQueue<?> queue : List.of(handed, first, second)) {
            try {
                queue.put(null);
            } catch (NullPointerException e) {
                continue;
            }
        }
    }

    private static void pipeline() throws InterruptedException {
        Thread worker = start(() -> {
            for (int i = 0; i < ITEMS; i++) {
                second.put(first.take());
            }
        });
        Thread end = start(() -> {
            for (int i = 0; i < ITEMS; i++) {
                second.take();
            }
        });
        List<Thread> producers = new ArrayList<>();
        for (int p = 0; p < 4; p++) {
            producers.add(start(() -> {
                for (int i = 0; i < ITEMS / 4; i++) {
                    first.put(i);
                }
            }));
        }
        for (Thread producer : producers) {
            producer.join();
        }
        worker.join();
        end.join();
    }

    private static void hold() throws InterruptedException {
        held.put(1);
        long from = System.nanoTime();
        while (System.nanoTime() - from < 250_000_000L) {
            LockSupport.parkNanos(10_000_000L);
        }
        held.take();
        System.out.println("held " + (System.nanoTime() - from));
    }

    private static void handOver() throws InterruptedException {
        Thread taker = start(() -> {
            for (int i = 0; i < 300; i++) {
                handed.take();
            }
        });
        for (int i = 0; i < 300; i++) {
            handed.put(i);
        }
        taker.join();
        handed.offer(1);
        handed.offer(1, 1, TimeUnit.MILLISECONDS);
        handed.poll();
        handed.poll(1, TimeUnit.MILLISECONDS);
    }

    private static void beDue() {
        long now = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            due.add(new Due(now));
            due.add(new Due(now + TimeUnit.HOURS.toNanos(1)));
        }
        for (int i = 0; i < 60; i++) {
            due.poll();
        }
        due.drainTo(new ArrayList<>());
        due.poll();
    }
}
