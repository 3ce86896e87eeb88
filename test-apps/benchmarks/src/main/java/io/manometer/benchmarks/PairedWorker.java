package io.manometer.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** One JVM, one row: warms up, measures some batches, prints the medians per operation. */
final class PairedWorker {
    private static final long WARM_UP_NANOS = 1_500_000_000;
    private static final long OTHERS_NANOS = 300_000_000;
    private static final long BATCH_NANOS = 200_000_000;
    private static final int BATCHES = 7;
    private static final int STEP = 20_000;

    private PairedWorker() {}

    /** Arguments: the row's name and whether all others run first. */
    public static void main(String[] arguments) throws InterruptedException {
        Row row = Row.valueOf(arguments[0]);
        if (Boolean.parseBoolean(arguments[1])) {
            for (Row other : Row.values()) {
                repeat(other.workload(), OTHERS_NANOS);
            }
        }
        Workload workload = row.workload();
        int batch = (int) Math.min(1_000_000_000L, repeat(workload, WARM_UP_NANOS) * BATCH_NANOS / WARM_UP_NANOS);
        batch = Math.max(STEP, batch / STEP * STEP);
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
