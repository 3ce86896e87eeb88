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
    private final MemoryBudget budget;
    private final Map<Long, SampleLog> logs = new LinkedHashMap<>();
    private Timeline timeline = new Timeline();
    private long bytes;
    private long nextCheck;
    private int factor = 1;

    HopLogs(MemoryBudget budget) {
        this.budget = budget;
        this.nextCheck = budget.sampleBytes();
    }

    void health(long tick, long endMillis, long nanos) {
        timeline.health(tick, endMillis, nanos);
    }

    void sample(long hop, long tick, long endMillis, long[] row) {
        timeline.sample(tick, endMillis, Field.WINDOW.of(row));
        SampleLog log = logs.computeIfAbsent(hop, id -> new SampleLog());
        long before = log.size();
        log.add(tick, row);
        bytes += log.size() - before;
        if (bytes > nextCheck) {
            shrink();
        }
    }

    /** Samples keep their window numbers, so that later ones still fit; only pairs that are adjacent are merged. */
    private void shrink() {
        factor *= 2;
        bytes = 0;
        for (var entry : logs.entrySet()) {
            entry.setValue(entry.getValue().coarsened(factor));
            bytes += entry.getValue().size();
        }
        nextCheck = Math.max(budget.sampleBytes(), bytes * 2);
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
        while (timeline.span() / factor > budget.windows()) {
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
