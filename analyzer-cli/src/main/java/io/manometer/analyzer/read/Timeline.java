package io.manometer.analyzer.read;

import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The windows of one JVM by their number: when each ended, how long it was, and whether the agent said that it was there.
 * Sampled windows without the agent's word are known to exist, so they count as seen when no health event was recorded.
 */
final class Timeline {
    /** A window lasts its period or, with much to read or on a busy machine, longer. */
    private static final double CUT_SHORT = 0.9;

    /** The end of a JVM cuts no more windows than these. */
    private static final int MOST_CUT = 5;

    private final NavigableMap<Long, Slot> slots = new TreeMap<>();
    private boolean healthSeen;

    /** One window; {@code alive} when the agent's health event for it was recorded. */
    record Slot(long endMillis, long nanos, boolean alive) {}

    void health(long tick, long endMillis, long nanos) {
        healthSeen = true;
        slots.put(tick, new Slot(endMillis, nanos, true));
    }

    void sample(long tick, long endMillis, long nanos) {
        if (!slots.containsKey(tick)) {
            slots.put(tick, new Slot(endMillis, nanos, false));
        }
    }

    boolean healthSeen() {
        return healthSeen;
    }

    boolean isEmpty() {
        return slots.isEmpty();
    }

    long firstTick() {
        return slots.firstKey();
    }

    long lastTick() {
        return slots.lastKey();
    }

    /** How many windows lie between the first and the last, missing ones included. */
    long span() {
        return isEmpty() ? 0 : lastTick() - firstTick() + 1;
    }

    /** The window of that number; one that is missing is placed by its neighbours. */
    Slot at(long tick) {
        Slot slot = slots.get(tick);
        if (slot != null) {
            return healthSeen ? slot : new Slot(slot.endMillis(), slot.nanos(), true);
        }
        var before = slots.lowerEntry(tick);
        var after = slots.higherEntry(tick);
        if (before == null || after == null) {
            throw new IllegalArgumentException("window " + tick + " is outside of the recording");
        }
        double share = (double) (tick - before.getKey()) / (after.getKey() - before.getKey());
        long gap = after.getValue().endMillis() - before.getValue().endMillis();
        return new Slot(
                before.getValue().endMillis() + Math.round(share * gap),
                before.getValue().nanos(),
                false);
    }

    /**
     * Where the windows at the end begin that were cut short by the end of the JVM; beyond the last where there are none. Their
     * counts are as good as any, but what a buffer does while everything is torn down says nothing of its pressure.
     */
    long firstCutShort() {
        long first = lastTick() + 1;
        long[] lengths = slots.headMap(first - MOST_CUT).values().stream()
                .mapToLong(Slot::nanos)
                .sorted()
                .toArray();
        if (lengths.length == 0) {
            lengths = slots.values().stream().mapToLong(Slot::nanos).sorted().toArray();
        }
        // Windows that had grown and are as short again as the shortest were not cut; a few odd ones are no measure.
        double shortest = CUT_SHORT * lengths[lengths.length < MOST_CUT ? lengths.length / 2 : lengths.length / 10];
        long earliest = first - MOST_CUT;
        for (var slot : slots.descendingMap().entrySet()) {
            if (slot.getKey() != first - 1
                    || first == earliest
                    || slot.getValue().nanos() >= shortest) {
                break;
            }
            first--;
        }
        return first;
    }

    /** How many windows were seen. */
    long seen() {
        return healthSeen ? slots.values().stream().filter(Slot::alive).count() : slots.size();
    }

    /** The same time in windows {@code factor} times as long; such a window was seen if half of its parts were. */
    Timeline coarsened(int factor) {
        Timeline coarse = new Timeline();
        coarse.healthSeen = healthSeen;
        long first = Math.floorDiv(firstTick(), (long) factor);
        long last = Math.floorDiv(lastTick(), (long) factor);
        for (long group = first; group <= last; group++) {
            var part = slots.subMap(group * factor, true, group * factor + factor - 1, true);
            if (part.isEmpty()) {
                continue;
            }
            long alive = part.values().stream().filter(Slot::alive).count();
            long nanos = part.values().stream().mapToLong(Slot::nanos).sum();
            coarse.slots.put(group, new Slot(part.lastEntry().getValue().endMillis(), nanos, 2 * alive >= part.size()));
        }
        return coarse;
    }
}
