package com.acme;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** An application whose queues and pools come and go. */
public final class Churning {
    private static BlockingQueue<Integer> requests = new LinkedBlockingQueue<>();
    private static BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
    private static ExecutorService workers = Executors.newFixedThreadPool(1);

    private Churning() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null && !line.equals("stop"); line = in.readLine()) {
            switch (line) {
                case "churn" -> churn();
                case "drop" -> drop();
                case "heap" -> System.out.println("heap " + usedHeap());
                default -> throw new IllegalArgumentException(line);
            }
        }
        System.exit(0);
    }

    private static void churn() {
        for (int i = 0; i < 500; i++) {
            requests = new LinkedBlockingQueue<>();
            answers = new LinkedBlockingQueue<>(1 + i);
            stopWorkers();
            workers = Executors.newFixedThreadPool(1);
            requests.add(i);
            answers.add(i);
            workers.execute(() -> {});
        }
        // Not as long as it takes: what is dead and not collected counts against limit.hops.
        System.gc();
        System.out.println("churned");
    }

    private static void stopWorkers() {
        if (workers != null) {
            workers.shutdown();
            workers = null;
        }
    }

    private static void drop() {
        requests = null;
        answers = null;
        stopWorkers();
        System.gc();
        System.out.println("dropped");
    }

    private static long usedHeap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
