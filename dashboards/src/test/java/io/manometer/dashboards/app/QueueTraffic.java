package io.manometer.dashboards.app;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Queues and pools: one that grows, one that blocks, and each way of refusing. */
final class QueueTraffic {
    private QueueTraffic() {}

    static void start() {
        growing();
        blocking();
        refusing();
        pool(new ThreadPoolExecutor.AbortPolicy());
        pool(new ThreadPoolExecutor.DiscardPolicy());
        pool(new ThreadPoolExecutor.DiscardOldestPolicy());
        pool(new ThreadPoolExecutor.CallerRunsPolicy());
    }

    private static void growing() {
        BlockingQueue<byte[]> orders = new LinkedBlockingQueue<>();
        PressureApp.repeat("order-intake", 200, () -> orders.add(new byte[100]));
        PressureApp.repeat("order-writer", 100, orders::take);
    }

    private static void blocking() {
        BlockingQueue<byte[]> invoices = new ArrayBlockingQueue<>(20);
        PressureApp.repeat("invoice-intake", 200, () -> invoices.put(new byte[100]));
        PressureApp.repeat("invoice-writer", 100, invoices::take);
    }

    private static void refusing() {
        BlockingQueue<byte[]> clicks = new ArrayBlockingQueue<>(10);
        PressureApp.repeat("click-intake", 150, () -> clicks.offer(new byte[100]));
        PressureApp.repeat("click-intake-patient", 20, () -> clicks.offer(new byte[100], 2, TimeUnit.MILLISECONDS));
        PressureApp.repeat("click-writer", 100, clicks::take);
    }

    private static void pool(RejectedExecutionHandler handler) {
        String name = handler.getClass().getSimpleName();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(5),
                task -> {
                    Thread thread = new Thread(task, name + "-1");
                    thread.setDaemon(true);
                    return thread;
                },
                handler);
        PressureApp.repeat(name + "-caller", 200, () -> pool.execute(() -> LockSupport.parkNanos(10_000_000)));
    }
}
