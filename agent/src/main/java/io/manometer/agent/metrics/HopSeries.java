package io.manometer.agent.metrics;

import io.manometer.boot.Kind;
import io.manometer.boot.Sample;
import io.manometer.boot.Waits;

/**
 * All that is exported of one label pair of hop and kind: the sum of the hops that share it. The sampler's thread writes; scrapes
 * read what it last published and never wait for the application.
 */
public final class HopSeries {
    private static final int REASONS = Metric.values().length;
    private static final int SIZE = REASONS + Metric.REASONS.size();

    public final String hop;
    public final Kind kind;

    /** Which class the hops belong to, so that equal names of two classes stay apart. */
    final String owner;

    /** How many hops share it now; touched by the sampler's thread only. */
    int members;

    private final double[] next = new double[SIZE];
    private final long[] waitCounts = new long[Waits.BUCKETS];
    private final long[] waitNanos = new long[Waits.BUCKETS];
    private final Extremes extremes = new Extremes();
    private volatile double[] published = next.clone();
    private long depth;
    private long lowest;
    private long highest;
    private long capacity;
    private boolean allBounded;

    HopSeries(String hop, Kind kind, String owner) {
        this.hop = hop;
        this.kind = kind;
        this.owner = owner;
    }

    /** The value at the end of the last window; of {@link Metric#DEPTH_MIN} and {@link Metric#DEPTH_MAX} in it alone. */
    public double value(Metric metric) {
        return published[metric.ordinal()];
    }

    /** Refusals for the reason at this place of {@link Metric#REASONS}. */
    public double refused(int reason) {
        return published[REASONS + reason];
    }

    public boolean bounded() {
        return value(Metric.BOUNDED) == 1;
    }

    /** The lowest depth since this reader asked last. */
    public double lowest(int reader) {
        return extremes.lowest(reader);
    }

    /** The highest depth since this reader asked last. */
    public double highest(int reader) {
        return extremes.highest(reader);
    }

    /** A reader that was not seen for long, or a new one in its place: its extremes begin anew. */
    public void forget(int reader) {
        extremes.forget(reader);
    }

    /** Copies all waits so far, by bucket: how many, and their sum in nanoseconds. */
    public synchronized void waits(long[] counts, long[] nanos) {
        System.arraycopy(waitCounts, 0, counts, 0, Waits.BUCKETS);
        System.arraycopy(waitNanos, 0, nanos, 0, Waits.BUCKETS);
    }

    /** One of its hops was active in the window. */
    void count(Sample sample) {
        add(Metric.ARRIVALS, sample.arrivals);
        add(Metric.DEPARTURES, sample.departures);
        add(Metric.PRODUCER_BLOCKED, sample.producerBlocked / 1e9);
        add(Metric.CONSUMER_STARVED, sample.consumerStarved / 1e9);
        add(Metric.UNWRITABLE, sample.notWritable / 1e9);
        add(Metric.IGNORED_BYTES, sample.addedNotWritable);
        add(Metric.PAUSED, sample.paused / 1e9);
        for (int reason = 0; reason < sample.refused.length; reason++) {
            next[REASONS + reason] += sample.refused[reason];
        }
        countWaits(sample);
    }

    private synchronized void countWaits(Sample sample) {
        long byLength = 0;
        for (int i = 0; i < Waits.BUCKETS; i++) {
            byLength += sample.waitCounts[i];
            waitCounts[i] += sample.waitCounts[i];
            waitNanos[i] += sample.waitNanos[i];
        }
        if (byLength == 0 && sample.sojournCount > 0) {
            // A hop that fills its windows itself tells no more than the mean.
            int bucket = Waits.bucketOf(sample.sojournMean);
            waitCounts[bucket] += sample.sojournCount;
            waitNanos[bucket] += sample.sojournCount * sample.sojournMean;
        }
    }

    /** The window is over: what follows are its hops, one by one. */
    void beginWindow() {
        depth = 0;
        lowest = 0;
        highest = 0;
        capacity = 0;
        allBounded = true;
        set(Metric.CONSUMERS, 0);
        set(Metric.STANDING, 0);
        set(Metric.LAG_SECONDS, 0);
        set(Metric.SECONDS_SINCE_POLL, 0);
        set(Metric.MAX_POLL_INTERVAL, 0);
        set(Metric.PAUSED_PARTITIONS, 0);
        set(Metric.PRODUCER_BUFFER_USED, 0);
    }

    void include(Instance instance) {
        depth += instance.depth;
        lowest += instance.lowest;
        highest += instance.highest;
        if (instance.capacity >= 0) {
            capacity += instance.capacity;
        } else {
            allBounded = false;
        }
        add(Metric.CONSUMERS, instance.consumers);
        raise(Metric.STANDING, instance.standingSeconds());
        raise(Metric.LAG_SECONDS, instance.lagSeconds);
        raise(Metric.SECONDS_SINCE_POLL, instance.secondsSincePoll);
        raise(Metric.MAX_POLL_INTERVAL, instance.maxPollSeconds);
        add(Metric.PAUSED_PARTITIONS, instance.pausedPartitions);
        add(Metric.PRODUCER_BUFFER_USED, instance.bufferUsed);
    }

    /** Makes the window visible to readers. */
    void publish(long nanoTime) {
        set(Metric.DEPTH, depth);
        set(Metric.DEPTH_MIN, lowest);
        set(Metric.DEPTH_MAX, highest);
        set(Metric.BOUNDED, allBounded ? 1 : 0);
        set(Metric.CAPACITY, allBounded ? capacity : Double.NaN);
        set(Metric.PENDING_BYTES, depth);
        set(Metric.LAG_RECORDS, depth);
        extremes.add(lowest, highest, nanoTime);
        double[] shown = next.clone();
        for (int i = REASONS; i < SIZE; i++) {
            // A refusal may be taken back and told for another reason; a counter that went down would look like a
            // restart.
            shown[i] = Math.max(shown[i], published[i]);
        }
        published = shown;
    }

    private void add(Metric metric, double value) {
        next[metric.ordinal()] += value;
    }

    private void set(Metric metric, double value) {
        next[metric.ordinal()] = value;
    }

    private void raise(Metric metric, double value) {
        next[metric.ordinal()] = Math.max(next[metric.ordinal()], value);
    }
}
