package io.manometer.boot;

/** One hop in one window, as {@code manometer.HopSample} defines it; a mutable carrier that the sampler reuses. */
public final class Sample {
    public long tick;
    public long windowNanos;
    public long arrivals;
    public long departures;
    public long batched;
    public final long[] refused = new long[Meter.Refusals.KINDS];
    public long depth;
    public long depthMin;
    public long depthMax;
    public long producerBlocked;
    public long consumerStarved;
    public int producersWaiting;
    public int consumersWaiting;
    public int producers;
    public int consumers;
    public long sojournCount;
    public long sojournMin;
    public long sojournMean;
    public long sojournMax;
    public long itemSize;
    public long notWritable;
    public long addedNotWritable;
    public long paused;
    public long oldestAge;
    public long totalArrivals;
    public long totalDepartures;

    /** Sampled waits by length, and their sums in nanoseconds; all 0 unless metrics are exported. See {@link Waits}. */
    public final long[] waitCounts = new long[Waits.BUCKETS];

    public final long[] waitNanos = new long[Waits.BUCKETS];

    public long refusedException() {
        return refused[Meter.Refusals.EXCEPTION];
    }

    public long refusedFalse() {
        return refused[Meter.Refusals.FALSE];
    }

    public long refusedTimeout() {
        return refused[Meter.Refusals.TIMEOUT];
    }

    public long droppedNewest() {
        return refused[Meter.Refusals.DROP_NEWEST];
    }

    public long droppedOldest() {
        return refused[Meter.Refusals.DROP_OLDEST];
    }

    public long callerRuns() {
        return refused[Meter.Refusals.CALLER_RUNS];
    }
}
