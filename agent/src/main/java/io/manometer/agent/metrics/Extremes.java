package io.manometer.agent.metrics;

import java.util.Arrays;

/**
 * The lowest and the highest depth since each reader asked last. Every scraper has a place of its own, so that two of them, or a
 * person with a browser, don't take windows from each other; the application's registries, which may be read by anything at any
 * time, share one that looks back half a minute to a minute.
 */
final class Extremes {
    /** Scrapers told apart. */
    static final int SCRAPERS = 4;

    /** The reader that the application's registries are. */
    static final int APPLICATION = SCRAPERS;

    private static final long BLOCK_NANOS = 30_000_000_000L;
    private static final int CURRENT_BLOCK = SCRAPERS;
    private static final int PREVIOUS_BLOCK = SCRAPERS + 1;
    private static final int PLACES = SCRAPERS + 2;

    private final long[] lowest = new long[PLACES];
    private final long[] highest = new long[PLACES];
    private long lastLowest;
    private long lastHighest;
    private long blockStart = Long.MIN_VALUE;

    Extremes() {
        Arrays.fill(lowest, Long.MAX_VALUE);
        Arrays.fill(highest, Long.MIN_VALUE);
    }

    /** A window is over. */
    synchronized void add(long low, long high, long nanoTime) {
        if (blockStart == Long.MIN_VALUE || nanoTime - blockStart >= BLOCK_NANOS) {
            blockStart = nanoTime;
            lowest[PREVIOUS_BLOCK] = lowest[CURRENT_BLOCK];
            highest[PREVIOUS_BLOCK] = highest[CURRENT_BLOCK];
            forget(CURRENT_BLOCK);
        }
        lastLowest = low;
        lastHighest = high;
        for (int place = 0; place < PREVIOUS_BLOCK; place++) {
            lowest[place] = Math.min(lowest[place], low);
            highest[place] = Math.max(highest[place], high);
        }
    }

    /** Of the last window, if none ended since this reader asked. */
    synchronized long lowest(int reader) {
        if (reader == APPLICATION) {
            long low = Math.min(lowest[CURRENT_BLOCK], lowest[PREVIOUS_BLOCK]);
            return low == Long.MAX_VALUE ? lastLowest : low;
        }
        long low = lowest[reader];
        lowest[reader] = Long.MAX_VALUE;
        return low == Long.MAX_VALUE ? lastLowest : low;
    }

    /** Of the last window, if none ended since this reader asked. */
    synchronized long highest(int reader) {
        if (reader == APPLICATION) {
            long high = Math.max(highest[CURRENT_BLOCK], highest[PREVIOUS_BLOCK]);
            return high == Long.MIN_VALUE ? lastHighest : high;
        }
        long high = highest[reader];
        highest[reader] = Long.MIN_VALUE;
        return high == Long.MIN_VALUE ? lastHighest : high;
    }

    synchronized void forget(int place) {
        lowest[place] = Long.MAX_VALUE;
        highest[place] = Long.MIN_VALUE;
    }
}
