package io.manometer.agent.metrics;

import io.manometer.boot.Sample;
import java.util.Arrays;

/** One hop as the metrics know it: what must be remembered from window to window. Touched by the sampler's thread only. */
final class Instance {
    /** Over so long the lowest depth is looked for, as the analyzer's growth rule does at least. */
    private static final long FLOOR_NANOS = 5_000_000_000L;

    private static final int MOST_SLOTS = 10;

    /** The rate at which work leaves is a mean that forgets by 1/e in this time. */
    private static final double RATE_NANOS = 30e9;

    /** How much a window in which something left weighs in the rate of such windows. */
    private static final double BUSY_WEIGHT = 0.2;

    /** Nothing left for so long: what stands there may never leave. */
    private static final long STUCK_NANOS = 10_000_000_000L;

    /** A single item that waits for its turn is no backlog. */
    private static final int LEAST_STANDING = 2;

    HopSeries series;
    long depth;
    long lowest;
    long highest;

    /** -1 when unbounded. */
    long capacity;

    /** Depth is work in progress rather than work waiting. */
    boolean depthIncludesRunning;

    int consumers;
    double lagSeconds;
    double secondsSincePoll;
    double maxPollSeconds;
    int pausedPartitions;
    long bufferUsed;
    private long tick;
    private long departures;
    private final long[] floors;
    private final int windowsPerSlot;
    private int window;
    private double departed;
    private double departedIn;
    private double busyRate;
    private long stuckNanos;

    Instance(HopSeries series, long periodNanos) {
        this.series = series;
        int windows = (int) Math.max(1, (FLOOR_NANOS + periodNanos - 1) / periodNanos);
        windowsPerSlot = (windows + MOST_SLOTS - 1) / MOST_SLOTS;
        floors = new long[Math.max(1, windows / windowsPerSlot)];
    }

    /** What the sampler saw in the window of this tick. */
    void sampled(Sample sample) {
        tick = sample.tick;
        depth = sample.depth;
        lowest = sample.depthMin;
        highest = sample.depthMax;
        departures = sample.departures;
        consumers = sample.consumers;
        lagSeconds = Math.max(0, sample.oldestAge / 1e9);
    }

    /** The window of this tick is over; a hop without a sample did nothing in it. */
    void endWindow(long endedTick, long windowNanos) {
        if (tick != endedTick) {
            lowest = depth;
            highest = depth;
            departures = 0;
        }
        remember(windowNanos);
    }

    private void remember(long windowNanos) {
        int slot = window / windowsPerSlot % floors.length;
        boolean fresh = window % windowsPerSlot == 0;
        floors[slot] = fresh ? lowest : Math.min(floors[slot], lowest);
        window++;
        double kept = Math.exp(-windowNanos / RATE_NANOS);
        departed = departed * kept + departures;
        departedIn = departedIn * kept + windowNanos / 1e9;
        if (departures > 0) {
            double rate = departures * 1e9 / windowNanos;
            busyRate = busyRate == 0 ? rate : busyRate + BUSY_WEIGHT * (rate - busyRate);
        }
        stuckNanos = departures > 0 || lowest == 0 ? 0 : stuckNanos + windowNanos;
    }

    /**
     * The verdict in the small: the lowest depth of the last seconds as seconds of work, by the larger of the mean rate of departures
     * and the typical one when anything leaves at all. See docs/verdicts.md.
     */
    double standingSeconds() {
        long floor = window < (long) floors.length * windowsPerSlot
                ? 0
                : Arrays.stream(floors).min().orElse(0);
        if (depthIncludesRunning || floor <= 0) {
            return 0;
        }
        double rate = Math.max(departed / departedIn, busyRate);
        double standing = floor >= LEAST_STANDING && rate > 0 ? floor / rate : 0;
        return stuckNanos >= STUCK_NANOS ? Math.max(standing, stuckNanos / 1e9) : standing;
    }
}
