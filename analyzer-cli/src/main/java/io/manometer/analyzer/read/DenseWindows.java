package io.manometer.analyzer.read;

import io.manometer.analyzer.model.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Makes the dense windows of one hop at a time from its samples. */
final class DenseWindows {
    private static final double NEUTRAL_SHARE = 0.5;
    private static final long[] NOTHING = new long[Field.COUNT];

    private final HopLogs logs;
    private final Pauses pauses;
    private @Nullable List<Window> neverUsed;

    DenseWindows(HopLogs logs, Pauses pauses) {
        this.logs = logs;
        this.pauses = pauses;
    }

    List<Window> of(long hop) {
        if (logs.timeline().isEmpty()) {
            return List.of();
        }
        SortedMap<Long, long[]> rows = logs.rows(hop);
        if (!rows.isEmpty()) {
            return windows(rows);
        }
        if (neverUsed == null) {
            neverUsed = windows(rows);
        }
        return neverUsed;
    }

    private List<Window> windows(SortedMap<Long, long[]> rows) {
        Timeline timeline = logs.timeline();
        List<Window> windows = new ArrayList<>((int) timeline.span());
        long[] last = rows.values().stream()
                .findFirst()
                .map(DenseWindows::beforeFirst)
                .orElse(NOTHING);
        long cutShort = timeline.firstCutShort();
        for (long tick = timeline.firstTick(); tick <= timeline.lastTick(); tick++) {
            Timeline.Slot slot = timeline.at(tick);
            long[] row = rows.get(tick);
            boolean neutral = tick >= cutShort
                    || pauses.share(slot.endMillis() - slot.nanos() / 1_000_000, slot.endMillis()) > NEUTRAL_SHARE;
            if (row != null) {
                windows.add(window(slot, false, neutral, row));
                last = row;
            } else {
                windows.add(window(slot, !slot.alive(), neutral, idle(last, slot.nanos())));
            }
        }
        return windows;
    }

    /** Before its first sample a hop holds what that sample found in it. */
    private static long[] beforeFirst(long[] row) {
        long[] before = new long[Field.COUNT];
        long net = Field.ARRIVALS.of(row) - Field.DEPARTURES.of(row);
        before[Field.DEPTH.ordinal()] = Math.max(0, Field.DEPTH.of(row) - net);
        before[Field.TOTAL_ARRIVALS.ordinal()] = Field.TOTAL_ARRIVALS.of(row) - Field.ARRIVALS.of(row);
        before[Field.TOTAL_DEPARTURES.ordinal()] = Field.TOTAL_DEPARTURES.of(row) - Field.DEPARTURES.of(row);
        return before;
    }

    /** Nothing flows, so depth stays, and whoever waited at the end of the last sample waits still. */
    private static long[] idle(long[] last, long nanos) {
        long[] row = new long[Field.COUNT];
        long depth = Field.DEPTH.of(last);
        row[Field.WINDOW.ordinal()] = nanos;
        row[Field.DEPTH.ordinal()] = depth;
        row[Field.DEPTH_MIN.ordinal()] = depth;
        row[Field.DEPTH_MAX.ordinal()] = depth;
        row[Field.CONSUMERS.ordinal()] = Field.CONSUMERS.of(last);
        row[Field.OLDEST_AGE.ordinal()] = -1;
        row[Field.TOTAL_ARRIVALS.ordinal()] = Field.TOTAL_ARRIVALS.of(last);
        row[Field.TOTAL_DEPARTURES.ordinal()] = Field.TOTAL_DEPARTURES.of(last);
        if (depth == 0) {
            row[Field.CONSUMERS_WAITING.ordinal()] = Field.CONSUMERS_WAITING.of(last);
            row[Field.CONSUMER_STARVED.ordinal()] = Field.CONSUMERS_WAITING.of(last) * nanos;
        }
        row[Field.PRODUCERS_WAITING.ordinal()] = Field.PRODUCERS_WAITING.of(last);
        row[Field.PRODUCER_BLOCKED.ordinal()] = Field.PRODUCERS_WAITING.of(last) * nanos;
        return row;
    }

    private static Window window(Timeline.Slot slot, boolean missing, boolean neutral, long[] row) {
        return new Window(
                slot.endMillis(),
                slot.nanos(),
                missing,
                neutral,
                Field.ARRIVALS.of(row),
                Field.DEPARTURES.of(row),
                Field.BATCHED.of(row),
                Field.REFUSED_EXCEPTION.of(row),
                Field.REFUSED_FALSE.of(row),
                Field.REFUSED_TIMEOUT.of(row),
                Field.DROPPED_NEWEST.of(row),
                Field.DROPPED_OLDEST.of(row),
                Field.CALLER_RUNS.of(row),
                Field.DEPTH.of(row),
                Field.DEPTH_MIN.of(row),
                Field.DEPTH_MAX.of(row),
                Field.PRODUCER_BLOCKED.of(row),
                Field.CONSUMER_STARVED.of(row),
                (int) Field.PRODUCERS_WAITING.of(row),
                (int) Field.CONSUMERS_WAITING.of(row),
                (int) Field.PRODUCERS.of(row),
                (int) Field.CONSUMERS.of(row),
                Field.SOJOURN_COUNT.of(row),
                Field.SOJOURN_MIN.of(row),
                Field.SOJOURN_MEAN.of(row),
                Field.SOJOURN_MAX.of(row),
                Field.ITEM_SIZE.of(row),
                Field.NOT_WRITABLE.of(row),
                Field.ADDED_NOT_WRITABLE.of(row),
                Field.PAUSED.of(row),
                Field.OLDEST_AGE.of(row),
                Field.TOTAL_ARRIVALS.of(row),
                Field.TOTAL_DEPARTURES.of(row));
    }
}
