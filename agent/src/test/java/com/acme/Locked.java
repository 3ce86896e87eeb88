package com.acme;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** An application whose threads hold the locks of its queues and of its pool, and its monitors, for good. */
public final class Locked {
    private static final BlockingQueue<Integer> ARRAY = new ArrayBlockingQueue<>(10);
    private static final BlockingQueue<Integer> SORTED = new PriorityBlockingQueue<>(10, Locked::compare);
    private static final BlockingQueue<Integer> FREE = new LinkedBlockingQueue<>();
    private static final ThreadPoolExecutor POOL = new Ending();
    private static final CountDownLatch HELD = new CountDownLatch(4);
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private Locked() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ARRAY.add(1);
        SORTED.add(1);
        POOL.execute(() -> {});
        hold(() -> ARRAY.forEach(item -> holdOn()));
        hold(() -> SORTED.add(2));
        hold(POOL::shutdown);
        hold(() -> {
            synchronized (Locked.class) {
                synchronized (FREE) {
                    holdOn();
                }
            }
        });
        HELD.await();
        System.out.println("held");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null && !line.equals("stop"); line = in.readLine()) {
            FREE.add(1);
        }
        // A shutdown hook may want what is held.
        Runtime.getRuntime().halt(9);
    }

    private static int compare(Integer left, Integer right) {
        holdOn();
        return left.compareTo(right);
    }

    private static void hold(Runnable lock) {
        Thread holder = new Thread(lock);
        holder.setDaemon(true);
        holder.start();
    }

    private static void holdOn() {
        HELD.countDown();
        try {
            NEVER.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tells of its end while it holds its own lock. */
    private static final class Ending extends ThreadPoolExecutor {
        Ending() {
            super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        }

        @Override
        protected void terminated() {
            holdOn();
        }
    }
}
