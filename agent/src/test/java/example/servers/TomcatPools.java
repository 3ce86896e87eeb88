package example.servers;

import io.manometer.agent.testing.HopWatch;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.threads.TaskQueue;
import org.apache.tomcat.util.threads.TaskThreadFactory;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;

/** Tomcat's pool without a server: an unbounded one and a bounded one, each overrun while its two threads are held. */
public final class TomcatPools {
    public static final int TASKS = 500;
    public static final int LIMIT = 10;
    public static final int REFUSED = 7;

    private TomcatPools() {}

    public static void main(String[] arguments) throws Exception {
        try (HopWatch watch = new HopWatch()) {
            ThreadPoolExecutor unbounded = pool(new TaskQueue(), "unbounded-exec-");
            unbounded.setMaximumPoolSize(3);
            unbounded.setMaximumPoolSize(2);
            overrun(unbounded, TASKS - 1);
            tell(watch, unbounded, "unbounded-exec-*", TASKS);

            ThreadPoolExecutor bounded = pool(new TaskQueue(LIMIT), "bounded-exec-");
            overrun(bounded, 2 + LIMIT + REFUSED);
            watch.await(hop -> told(hop, "bounded-exec-*", 2 + LIMIT));
            bounded.shutdown();
            refuse(bounded);
            unbounded.execute(() -> {});
            watch.await(hop -> told(hop, "unbounded-exec-*", TASKS + 1));
            watch.print();
            unbounded.shutdown();
        }
    }

    /** Waits until all but one are told, and gives the pool the last one while a thread is idle. */
    private static void tell(HopWatch watch, ThreadPoolExecutor pool, String threads, long tasks)
            throws InterruptedException {
        watch.await(hop -> told(hop, threads, tasks - 1));
        pool.execute(() -> {});
        watch.await(hop -> told(hop, threads, tasks));
    }

    private static boolean told(Map<String, Object> hop, String threads, long tasks) {
        return threads.equals(hop.get("threads")) && hop.get("totalDepartures").equals(tasks);
    }

    private static ThreadPoolExecutor pool(TaskQueue queue, String threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                0, 2, 60, TimeUnit.SECONDS, queue, new TaskThreadFactory(threads, true, Thread.NORM_PRIORITY));
        queue.setParent(pool);
        return pool;
    }

    private static void overrun(ThreadPoolExecutor pool, int tasks) throws InterruptedException {
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

    private static void refuse(ThreadPoolExecutor pool) {
        try {
            pool.execute(() -> {});
        } catch (RejectedExecutionException e) {
            System.out.println("refused after shutdown");
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
