package io.manometer.boot;

import java.util.LinkedHashMap;
import java.util.Map;

/** Buffers beyond limit.hops: counted per creation site, in an entry that a report shows, never silently. */
final class Folding {
    /** Sites with folded buffers that get an entry of their own; the rest share one. */
    private static final int SITE_LIMIT = 1_000;

    private static final Map<Site, String> FOLDED = new LinkedHashMap<>();
    private static final Site OTHERS = new Site("", "", "", "", -1, -2, null, false);

    private Folding() {}

    /** One without a limit. */
    static void fold(Site site, String type) {
        fold(site, type, -1);
    }

    /** @param capacity -1 without a limit */
    static void fold(Site site, String type, long capacity) {
        fold(site, type, capacity >= 0, capacity);
    }

    /** One that has a limit, though not in items. */
    static void foldLimited(Site site, String type) {
        fold(site, type, true, -1);
    }

    private static void fold(Site site, String type, boolean bounded, long capacity) {
        Health.foldedHops.incrementAndGet();
        synchronized (FOLDED) {
            Site entry = FOLDED.containsKey(site) || FOLDED.size() < SITE_LIMIT ? site : OTHERS;
            if (FOLDED.putIfAbsent(entry, type) == null) {
                entry.foldedId = Meters.nextId();
            }
            entry.fold(bounded, capacity);
        }
    }

    static void describe(HopSink sink) {
        synchronized (FOLDED) {
            for (Map.Entry<Site, String> entry : FOLDED.entrySet()) {
                Site site = entry.getKey();
                sink.folded(site, site.foldedId, entry.getValue(), site.folded);
            }
        }
    }

    static boolean isEmpty() {
        synchronized (FOLDED) {
            return FOLDED.isEmpty();
        }
    }
}
