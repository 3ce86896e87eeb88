package io.manometer.boot;

import org.jspecify.annotations.Nullable;

/**
 * Sampled waits of one hop by length, kept only where metrics are exported: a histogram needs more than mean and maximum. Written
 * where a wait probe ends, which is rare.
 */
public final class Waits {
    private static final long[] BOUNDS = {
        1_000_000L,
        5_000_000L,
        20_000_000L,
        100_000_000L,
        500_000_000L,
        1_000_000_000L,
        5_000_000_000L,
        30_000_000_000L,
        300_000_000_000L,
    };

    /** Buckets, the one without an upper bound included. */
    public static final int BUCKETS = BOUNDS.length + 1;

    private static volatile boolean wanted;

    final long[] counts = new long[BUCKETS];
    final long[] sums = new long[BUCKETS];

    /** Meters that are used from here on keep their waits by length. */
    public static void want() {
        wanted = true;
    }

    static boolean wanted() {
        return wanted;
    }

    static @Nullable Waits ifWanted() {
        return wanted ? new Waits() : null;
    }

    /** Upper bounds in nanoseconds, ascending, without the last bucket's. */
    public static long[] bounds() {
        return BOUNDS.clone();
    }

    /** The bucket of a wait of so many nanoseconds. */
    public static int bucketOf(long nanos) {
        int bucket = 0;
        while (bucket < BOUNDS.length && nanos > BOUNDS[bucket]) {
            bucket++;
        }
        return bucket;
    }

    void add(long nanos) {
        int bucket = bucketOf(nanos);
        counts[bucket]++;
        sums[bucket] += nanos;
    }

    /** Puts what came since the last call into the sample, and remembers it in {@code before}. */
    void read(Waits before, Sample sample) {
        for (int i = 0; i < BUCKETS; i++) {
            long count = counts[i];
            long sum = sums[i];
            sample.waitCounts[i] = Math.max(0, count - before.counts[i]);
            sample.waitNanos[i] = Math.max(0, sum - before.sums[i]);
            before.counts[i] = count;
            before.sums[i] = sum;
        }
    }
}
