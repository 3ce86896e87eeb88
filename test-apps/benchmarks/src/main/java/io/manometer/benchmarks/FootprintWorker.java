package io.manometer.benchmarks;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** One JVM with many live queues: prints the heap they take, and the processor share of the agent's threads. */
final class FootprintWorker {
    private static final long IDLE_NANOS = 6_000_000_000L;
    private static final long ACTIVE_NANOS = 30_000_000_000L;

    private FootprintWorker() {}

    /** Argument: how many queues. */
    public static void main(String[] arguments) throws InterruptedException {
        int count = Integer.parseInt(arguments[0]);
        @SuppressWarnings({"unchecked", "rawtypes"})
        BlockingQueue<Integer>[] queues = new BlockingQueue[count];
        // The first queues create what the agent needs once, and a recording has begun before the first reading.
        for (int i = 0; i < 100; i++) {
            queues[i] = create(i);
        }
        Meters.awaitRecording();
        long before = Meters.usedHeap();
        for (int i = 100; i < count; i++) {
            queues[i] = create(i);
        }
        Thread.sleep(2_500);
        long after = Meters.usedHeap();
        double idle = share(() -> sleep(IDLE_NANOS));
        double active = share(() -> touchAll(queues));
        long used = Meters.usedHeap();
        System.out.println("RESULT " + (after - before) / (double) (count - 100) + " "
                + (used - before) / (double) (count - 100) + " " + 100 * idle + " " + 100 * active);
        keep(queues);
        System.exit(0);
    }

    private static BlockingQueue<Integer> create(int i) {
        return new LinkedBlockingQueue<>(1 + i % 1000);
    }

    /** Every queue is used once a second, so that the sampler has something to say about each. */
    private static void touchAll(BlockingQueue<Integer>[] queues) {
        long end = System.nanoTime() + ACTIVE_NANOS;
        while (System.nanoTime() < end) {
            long next = System.nanoTime() + 1_000_000_000L;
            for (BlockingQueue<Integer> queue : queues) {
                if (queue.offer(1)) {
                    queue.poll();
                }
            }
            sleep(Math.max(0, next - System.nanoTime()));
        }
    }

    private static double share(Runnable work) {
        long cpu = Meters.cpuNanosOf("manometer-");
        long wall = System.nanoTime();
        work.run();
        return (Meters.cpuNanosOf("manometer-") - cpu) / (double) (System.nanoTime() - wall);
    }

    private static void sleep(long nanos) {
        try {
            Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keep(BlockingQueue<Integer>[] queues) {
        if (queues[0].size() > 1) {
            System.out.println("unexpected");
        }
    }
}
