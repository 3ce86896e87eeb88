package io.manometer.scenarios;

import io.manometer.agent.testing.Settle;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;

/** An application on virtual threads, where there are any, and one in which the agent's hooks begin to fail. */
final class SafetyPrograms {
    private static final int ITEMS = 2_000;

    private SafetyPrograms() {}

    public static void main(String[] arguments) throws Exception {
        // Once ahead: a virtual thread is pinned by the JVM itself while it waits for a class to be loaded or
        // initialized.
        exchange();
        Recording recording = Settle.record();
        recording.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
        exchange();
        BlockingQueue<Integer> before = new LinkedBlockingQueue<>();
        before.put(1);
        Class<?> kind = Class.forName("io.manometer.boot.Kind", true, null);
        Method suppressed = Class.forName("io.manometer.boot.Health", true, null)
                .getDeclaredMethod("suppressed", kind, Throwable.class);
        suppressed.setAccessible(true);
        for (int i = 0; i < 10; i++) {
            suppressed.invoke(null, kind.getField("QUEUE").get(null), new IllegalStateException("made by a test"));
        }
        before.put(2);
        BlockingQueue<Integer> after = new LinkedBlockingQueue<>();
        after.put(before.take() + before.take());
        exchange();
        Settle.write(recording, arguments[0]);
        System.out.println("result " + after.take());
        System.exit(0);
    }

    /** Two threads through each kind of queue, full and empty most of the time. */
    private static void exchange() throws Exception {
        List<BlockingQueue<Integer>> queues = List.of(
                new LinkedBlockingQueue<>(1),
                new ArrayBlockingQueue<>(1),
                new LinkedBlockingDeque<>(1),
                new PriorityBlockingQueue<>(),
                new LinkedTransferQueue<>(),
                new SynchronousQueue<>(),
                new SynchronousQueue<>(true));
        ExecutorService threads = Runtime.version().feature() < 21
                ? Executors.newCachedThreadPool()
                : (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null);
        for (BlockingQueue<Integer> queue : queues) {
            Future<?> producer = threads.submit(() -> {
                for (int i = 0; i < ITEMS; i++) {
                    queue.put(i);
                }
                return null;
            });
            Future<?> consumer = threads.submit(() -> {
                for (int i = 0; i < ITEMS; i++) {
                    queue.take();
                }
                return null;
            });
            producer.get(30, TimeUnit.SECONDS);
            consumer.get(30, TimeUnit.SECONDS);
        }
        threads.shutdown();
    }
}
