package io.manometer.analyzer.read;

import java.util.NavigableMap;
import java.util.TreeMap;

/** Time that the JVM stood still for garbage collection, by second. */
final class Pauses {
    private static final long SECOND = 1_000;

    private final NavigableMap<Long, Double> millisBySecond = new TreeMap<>();

    /** A collection with pauses of so many milliseconds in all, spread evenly over its duration. */
    void add(long startMillis, long endMillis, double pausedMillis) {
        if (pausedMillis <= 0) {
            return;
        }
        long end = Math.max(startMillis + 1, endMillis);
        double density = pausedMillis / (end - startMillis);
        for (long second = Math.floorDiv(startMillis, SECOND); second * SECOND < end; second++) {
            long from = Math.max(startMillis, second * SECOND);
            long to = Math.min(end, (second + 1) * SECOND);
            millisBySecond.merge(second, density * (to - from), Double::sum);
        }
    }

    /** Share of that time, from 0 to 1, in which the JVM stood still. */
    double share(long startMillis, long endMillis) {
        if (millisBySecond.isEmpty() || endMillis <= startMillis) {
            return 0;
        }
        double paused = 0;
        var seconds = millisBySecond.subMap(
                Math.floorDiv(startMillis, SECOND), true, Math.floorDiv(endMillis - 1, SECOND), true);
        for (var entry : seconds.entrySet()) {
            long from = Math.max(startMillis, entry.getKey() * SECOND);
            long to = Math.min(endMillis, (entry.getKey() + 1) * SECOND);
            paused += entry.getValue() * (to - from) / SECOND;
        }
        return Math.min(1, paused / (endMillis - startMillis));
    }
}
