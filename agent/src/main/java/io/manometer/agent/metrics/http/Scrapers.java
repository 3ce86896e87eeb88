package io.manometer.agent.metrics.http;

import org.jspecify.annotations.Nullable;

/** Tells scrapers apart by where they come from and what they call themselves. The one not seen for longest makes room. */
final class Scrapers {
    private final @Nullable String[] keys;
    private final long[] lastSeen;
    private long clock;

    Scrapers(int places) {
        keys = new String[places];
        lastSeen = new long[places];
    }

    /**
     * The place of a scraper.
     *
     * @param onNew told the place when it is a new scraper's
     */
    synchronized int place(String key, java.util.function.IntConsumer onNew) {
        clock++;
        int oldest = 0;
        for (int i = 0; i < keys.length; i++) {
            if (key.equals(keys[i])) {
                lastSeen[i] = clock;
                return i;
            }
            if (lastSeen[i] < lastSeen[oldest]) {
                oldest = i;
            }
        }
        keys[oldest] = key;
        lastSeen[oldest] = clock;
        onNew.accept(oldest);
        return oldest;
    }
}
