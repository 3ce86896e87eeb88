package io.manometer.benchmarks;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** One JVM, one row: warms up, measures some batches, prints the medians per operation. */
final class PairedWorker {
    private static final long WARM_UP_NANOS = 1_500_000_000;
    private static final long QUIET_NANOS = 500_000_000;
    private static final long WARM_UP_LIMIT_NANOS = 8_000_000_000L;
    private static final long OTHERS_NANOS = 300_000_000;
    private static final long BATCH_NANOS = 200_000_000;
    private static final int BATCHES = 7;
    private static final int STEP = 20_000;

    private PairedWorker() {}

    /** Arguments: the row's name and whether all others run first. */
    public static void main(String[] arguments) throws InterruptedException {
        Row row = Row.valueOf(arguments[0]);
        awaitQuiet();
        if (Boolean.parseBoolean(arguments[1])) {
            for (Row other : Row.values()) {
                repeat(other.workload(), OTHERS_NANOS);
            }
        }
        Workload workload = row.workload();
        int batch = warmUp(workload);
        workload.run(batch);

        List<Double> nanos = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            long bytesBefore = Meters.applicationBytes();
            long nanosBefore = Meters.cpuNanos();
            workload.run(batch);
            long nanosAfter = Meters.cpuNanos();
            long bytesAfter = Meters.applicationBytes();
            nanos.add((nanosAfter - nanosBefore) / (double) batch);
            bytes.add((bytesAfter - bytesBefore) / (double) batch);
        }
        System.out.println(
                "RESULT " + Summary.of(nanos).median() + " " + Summary.of(bytes).median());
        System.exit(0);
    }

    /** An agent that starts threads of its own, or a recording, is let finish. */
    private static void awaitQuiet() throws InterruptedException {
        long before;
        do {
            before = Meters.cpuNanos();
            Thread.sleep(1_000);
        } while (Meters.cpuNanos() - before > 50_000_000);
    }

    /**
     * Runs until the compiler has nothing left to do. By processor time: on a busy machine a second may pass without the
     * compiler ever getting its turn.
     *
     * @return the number of operations that take about as long as a batch should
     */
    private static int warmUp(Workload workload) throws InterruptedException {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long begin = Meters.cpuNanos();
        long compiled = compiler.getTotalCompilationTime();
        long quietSince = begin;
        long quietOperations = 0;
        while (true) {
            workload.run(STEP);
            quietOperations += STEP;
            long now = Meters.cpuNanos();
            long compiledNow = compiler.getTotalCompilationTime();
            boolean enough = now - begin > WARM_UP_NANOS && now - quietSince > QUIET_NANOS;
            if (enough || now - begin > WARM_UP_LIMIT_NANOS) {
                double perNano = quietOperations / (double) (now - quietSince);
                return Math.max(STEP, (int) Math.min(1e9, perNano * BATCH_NANOS) / STEP * STEP);
            }
            if (compiledNow != compiled) {
                compiled = compiledNow;
                quietSince = now;
                quietOperations = 0;
            }
        }
    }

    private static long repeat(Workload workload, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        long operations = 0;
        while (System.nanoTime() < end) {
            workload.run(STEP);
            operations += STEP;
        }
        return operations;
    }
}
