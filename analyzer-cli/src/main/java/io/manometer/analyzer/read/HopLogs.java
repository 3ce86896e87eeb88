package io.manometer.analyzer.read;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Samples of all hops that count their windows alike, within a budget: where it is exceeded, adjacent windows become one,
 * and those that follow are made as long when they are read back.
 */
final class HopLogs {
    private static final int LONGEST_FACTOR = 1 << 20;
    private static final long SHORTEST_WINDOW_MILLIS = 10;
    private static final long LONGEST_WINDOW_NANOS = 86_400_000_000_000L;
    private static final long MOST_WINDOWS_AHEAD = 100_000;

    private final MemoryBudget budget;
    private final Map<Long, SampleLog> logs = new LinkedHashMap<>();
    private Timeline timeline = new Timeline();
    private long bytes;
    private long nextCheck;
    private int factor = 1;
    private Timeline.Slot origin = new Timeline.Slot(0, 0, false);
    private long originTick;
    private long implausible;

    HopLogs(MemoryBudget budget) {
        this.budget = budget;
        this.nextCheck = budget.sampleBytes();
    }

    void health(long tick, long endMillis, long nanos) {
        if (plausible(tick, endMillis, nanos)) {
            timeline.health(tick, endMillis, nanos);
        }
    }

    void sample(long hop, long tick, long endMillis, long[] row) {
        if (!plausible(tick, endMillis, Field.WINDOW.of(row))) {
            return;
        }
        timeline.sample(tick, endMillis, Field.WINDOW.of(row));
        SampleLog log = logs.computeIfAbsent(hop, id -> new SampleLog());
        long before = log.size();
        log.add(tick, row);
        bytes += log.size() - before;
        if (bytes > nextCheck) {
            shrink();
        }
    }

    /** A damaged number must not make a timeline of a million years. */
    private boolean plausible(long tick, long endMillis, long nanos) {
        if (timeline.isEmpty() && implausible == 0) {
            origin = new Timeline.Slot(endMillis, nanos, true);
            originTick = tick;
        }
        long distance = Math.abs(endMillis - origin.endMillis()) / SHORTEST_WINDOW_MILLIS + MOST_WINDOWS_AHEAD;
        boolean plausible = tick >= 0
                && tick - originTick <= distance
                && originTick - tick <= distance
                && nanos > 0
                && nanos <= LONGEST_WINDOW_NANOS;
        implausible += plausible ? 0 : 1;
        return plausible;
    }

    /** Samples and health events that were left out, as their numbers can't be true. */
    long implausible() {
        return implausible;
    }

    /**
     * Merges what came since the last time, and makes windows longer only if that is not enough. A sample keeps the number
     * of its first window, so that later ones still fit.
     */
    private void shrink() {
        merge();
        while (bytes > budget.sampleBytes() / 2 && factor < LONGEST_FACTOR) {
            factor *= 2;
            merge();
        }
        nextCheck = Math.max(budget.sampleBytes(), bytes * 2);
    }

    private void merge() {
        bytes = 0;
        for (var entry : logs.entrySet()) {
            entry.setValue(entry.getValue().coarsened(factor));
            bytes += entry.getValue().size();
        }
    }

    Iterable<Long> hops() {
        return logs.keySet();
    }

    boolean isEmpty() {
        return logs.isEmpty() && timeline.isEmpty();
    }

    boolean healthSeen() {
        return timeline.healthSeen();
    }

    /** No more samples come: settles how long the windows of all histories are. */
    void finish() {
        if (timeline.isEmpty()) {
            return;
        }
        while (timeline.span() / factor > budget.windows() && factor < LONGEST_FACTOR) {
            factor *= 2;
        }
        if (factor > 1) {
            timeline = timeline.coarsened(factor);
        }
    }

    Timeline timeline() {
        return timeline;
    }

    int factor() {
        return factor;
    }

    /** Samples of a hop by the window numbers of {@link #timeline()}. */
    SortedMap<Long, long[]> rows(long hop) {
        SampleLog log = logs.get(hop);
        if (log == null) {
            return new TreeMap<>();
        }
        return factor == 1 ? log.rows() : log.grouped(factor);
    }
}
