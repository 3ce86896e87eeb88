package example.servers;

import io.manometer.agent.testing.HopWatch;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.util.BlockingArrayQueue;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty's pool without a server: unbounded, bounded, and with reserved threads. */
public final class JettyPools {
    public static final int TASKS = 500;
    public static final int LIMIT = 10;
    public static final int REFUSED = 7;
    public static final int HANDED_OVER = 20;

    private JettyPools() {}

    public static void main(String[] arguments) throws Exception {
        try (HopWatch watch = new HopWatch()) {
            QueuedThreadPool unbounded = new QueuedThreadPool();
            unbounded.setMinThreads(1);
            unbounded.setMaxThreads(2);
            start(unbounded, "unbounded", 0);
            overrun(unbounded, TASKS - 1);
            tell(watch, unbounded, "unbounded-*", TASKS);

            QueuedThreadPool bounded = new QueuedThreadPool(2, 1, new BlockingArrayQueue<>(LIMIT));
            start(bounded, "bounded", 0);
            overrun(bounded, 2 + LIMIT + REFUSED);
            watch.await(hop -> told(hop, "bounded-*", 2 + LIMIT));

            Counting reserving = new Counting();
            start(reserving, "reserving", 1);
            while (reserving.handedOver < HANDED_OVER) {
                reserving.tryExecute(() -> {});
            }
            watch.await(hop -> "reserving-*".equals(hop.get("threads"))
                    && hop.get("totalArrivals").equals(reserving.executed + reserving.handedOver)
                    && hop.get("totalDepartures").equals(hop.get("totalArrivals")));
            watch.print();
            System.out.println("truth|reserving=" + (reserving.executed + reserving.handedOver));
            stopAndRefuse(bounded);
        }
        JettyQueues.main(arguments);
        System.exit(0);
    }

    /** Counts what it is given; called by one thread and, for reserved threads, by itself. */
    private static final class Counting extends QueuedThreadPool {
        private volatile long executed;
        private volatile long handedOver;

        Counting() {
            super(4, 2);
        }

        @Override
        public synchronized void execute(Runnable job) {
            executed++;
            super.execute(job);
        }

        @Override
        public synchronized boolean tryExecute(Runnable task) {
            boolean accepted = super.tryExecute(task);
            handedOver += accepted ? 1 : 0;
            return accepted;
        }
    }

    /** Waits until all but one are told, and gives the pool the last one while a thread is idle. */
    private static void tell(HopWatch watch, QueuedThreadPool pool, String threads, long tasks)
            throws InterruptedException {
        watch.await(hop -> told(hop, threads, tasks - 1));
        pool.execute(() -> {});
        watch.await(hop -> told(hop, threads, tasks));
    }

    private static boolean told(Map<String, Object> hop, String threads, long tasks) {
        return threads.equals(hop.get("threads")) && hop.get("totalDepartures").equals(tasks);
    }

    private static void start(QueuedThreadPool pool, String name, int reserved) throws Exception {
        pool.setName(name);
        pool.setReservedThreads(reserved);
        pool.setDaemon(true);
        pool.start();
    }

    private static void overrun(QueuedThreadPool pool, int tasks) throws InterruptedException {
        CountDownLatch held = new CountDownLatch(2);
        CountDownLatch gate = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) {
            pool.execute(() -> {
                held.countDown();
                pass(gate);
            });
        }
        held.await();
        int refused = 0;
        for (int i = 2; i < tasks; i++) {
            try {
                pool.execute(() -> pass(gate));
            } catch (RejectedExecutionException e) {
                refused++;
            }
        }
        System.out.println("refused " + refused);
        gate.countDown();
    }

    private static void stopAndRefuse(QueuedThreadPool pool) throws Exception {
        pool.stop();
        try {
            pool.execute(() -> {});
        } catch (RejectedExecutionException e) {
            System.out.println("refused after stop");
        }
    }

    private static void pass(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
