package io.manometer.analyzer.read;

/**
 * How much may be kept of one JVM before adjacent windows are made one.
 *
 * @param sampleBytes for the samples of all hops
 * @param windows that one hop's history may have
 */
record MemoryBudget(long sampleBytes, int windows) {
    private static final int BYTES_PER_WINDOW = 1 << 10;

    /** A quarter of the heap for samples, and as much for the one history that is judged at a time. */
    static MemoryBudget ofHeap() {
        long quarter = Runtime.getRuntime().maxMemory() / 4;
        return new MemoryBudget(quarter, (int) Math.min(Integer.MAX_VALUE / 2, quarter / BYTES_PER_WINDOW));
    }
}
