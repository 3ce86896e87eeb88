package com.acme;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** An application with a queue and a pool, busy from "ready" until it is told to stop. Its exit code is the argument. */
public final class Pressed {
    private static final LinkedBlockingQueue<Integer> ORDERS = new LinkedBlockingQueue<>();

    private Pressed() {}

    public static void main(String[] arguments) throws Exception {
        AtomicBoolean stopped = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        Thread producer = new Thread(() -> {
            for (int i = 0; !stopped.get(); i++) {
                ORDERS.add(i);
                pool.execute(ORDERS::poll);
                java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
            }
        });
        producer.start();
        System.out.println("ready");
        while (System.in.read() != '\n') {
            // Anything but the end of a line is of no interest.
        }
        stopped.set(true);
        producer.join();
        pool.shutdown();
        System.out.println("drained " + pool.awaitTermination(10, TimeUnit.SECONDS));
        System.exit(arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]));
    }
}
