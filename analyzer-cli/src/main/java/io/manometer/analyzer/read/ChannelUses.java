package io.manometer.analyzer.read;

import io.manometer.analyzer.model.ChannelUse;
import java.util.HashMap;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;

/** How many channels each hop stands for, how many of them read no more, and whether one grew while it couldn't be written to. */
final class ChannelUses {
    /** Connections told apart in a hop; those that come later are left out. */
    private static final int MOST = 1_000;

    private final Map<Long, Counts> counts = new HashMap<>();

    private static final class Counts {
        private final Map<String, Growth> connections = new HashMap<>();
        private long windows;
        private long channels;
        private long paused;
        private long lastTick;

        private void at(long tick) {
            lastTick = Math.max(lastTick, tick);
        }
    }

    /**
     * One connection in the longest spell of not being writable that was seen of it. Events come in nearly any order: one that comes
     * late only lessens what is known.
     */
    private static final class Growth {
        private static final int RISES = 10;

        /** A spell's begin as told by two events, milliseconds. */
        private static final long SAME_SPELL = 100;

        private long began;
        private long longest;
        private long firstTick;
        private long first;
        private long lastTick;
        private long last;
        private int rises;

        void seen(long tick, long atMillis, long spellNanos, long pending) {
            long start = atMillis - spellNanos / 1_000_000;
            boolean same = longest > 0 && Math.abs(start - began) <= SAME_SPELL;
            if (!same && spellNanos > longest) {
                began = start;
                firstTick = tick;
                first = pending;
                rises = 0;
                last(tick, pending);
            } else if (same && tick > lastTick) {
                rises += pending > last ? 1 : 0;
                last(tick, pending);
            } else if (same && tick < firstTick) {
                firstTick = tick;
                first = pending;
            }
            longest = Math.max(longest, spellNanos);
        }

        private void last(long tick, long pending) {
            lastTick = tick;
            last = pending;
        }

        /** By how much in the spell; 0 when it was over before the end, or didn't grow again and again. */
        long grown(long endTick) {
            return lastTick >= endTick - 1 && rises >= RISES ? Math.max(0, last - first) : 0;
        }
    }

    /** {@code manometer.ChannelSample}. */
    void sample(RecordedEvent event) {
        sample(event.getLong("hop"), event.getLong("tick"), event.getLong("channels"), event.getLong("paused"));
    }

    void sample(long hop, long tick, long channels, long paused) {
        Counts seen = of(hop, tick);
        seen.windows++;
        seen.channels += channels;
        seen.paused += paused;
    }

    /** {@code manometer.ChannelPressure}. */
    void pressure(RecordedEvent event) {
        String address = event.getString("remoteAddress");
        if (address != null && !address.isEmpty()) {
            pressure(
                    event.getLong("hop"),
                    event.getLong("tick"),
                    event.getStartTime().toEpochMilli(),
                    address,
                    event.getLong("notWritable"),
                    event.getLong("pending"));
        }
    }

    void pressure(long hop, long tick, long atMillis, String address, long notWritableNanos, long pending) {
        Map<String, Growth> known = of(hop, tick).connections;
        boolean told = known.size() < MOST || known.containsKey(address);
        if (notWritableNanos > 0 && told) {
            known.computeIfAbsent(address, key -> new Growth()).seen(tick, atMillis, notWritableNanos, pending);
        }
    }

    private Counts of(long hop, long tick) {
        Counts seen = counts.computeIfAbsent(hop, key -> new Counts());
        seen.at(tick);
        return seen;
    }

    ChannelUse of(long hop) {
        Counts seen = counts.get(hop);
        if (seen == null) {
            return ChannelUse.UNKNOWN;
        }
        long grown = seen.connections.values().stream()
                .mapToLong(connection -> connection.grown(seen.lastTick))
                .max()
                .orElse(0);
        return new ChannelUse(
                (double) seen.channels / Math.max(1, seen.windows),
                (double) seen.paused / Math.max(1, seen.channels),
                grown);
    }
}
