package io.manometer.benchmarks;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * One JVM, one row: warms up, measures many short batches, and prints per operation the time of an undisturbed batch, the median time and the median
 * of bytes.
 *
 * <p>A neighbour on the machine, above all on the other thread of the same core, only ever adds time, here up to half as much again for seconds; between
 * such spells short batches run as on an idle machine. So the time that a variant takes is that of its fastest batches, and not of the very fastest, which may
 * owe to the clock.
 */
final class PairedWorker {
    private static final long WARM_UP_NANOS = 1_500_000_000;
    private static final long QUIET_NANOS = 500_000_000;
    private static final long WARM_UP_LIMIT_NANOS = 8_000_000_000L;
    private static final long OTHERS_NANOS = 300_000_000;
    private static final long BATCH_NANOS = 4_000_000;
    private static final int BATCHES = 100;
    private static final long MEASURED_NANOS = 2_500_000_000L;
    private static final int BYTE_BATCHES = 5;
    private static final int BYTE_BATCH = 25;
    private static final int STEP = 20_000;

    /** In a batch of Netty's or of several threads a step would be longer than the batch. */
    private static final int SMALLEST_BATCH = 1_000;

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
        long begin = Meters.cpuNanos();
        long before = begin;
        while (nanos.size() < BATCHES || before - begin < MEASURED_NANOS) {
            workload.run(batch);
            long after = Meters.cpuNanos();
            nanos.add((after - before) / (double) batch);
            before = after;
        }
        // Apart, as reading either allocates or takes time.
        for (int i = 0; i < BYTE_BATCHES; i++) {
            long bytesBefore = Meters.applicationBytes();
            workload.run(BYTE_BATCH * batch);
            bytes.add((Meters.applicationBytes() - bytesBefore) / (double) (BYTE_BATCH * batch));
        }
        System.out.println("RESULT " + Summary.undisturbed(nanos) + " "
                + Summary.of(nanos).median() + " " + Summary.of(bytes).median());
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
                return Math.max(
                        SMALLEST_BATCH, (int) Math.min(1e9, perNano * BATCH_NANOS) / SMALLEST_BATCH * SMALLEST_BATCH);
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
