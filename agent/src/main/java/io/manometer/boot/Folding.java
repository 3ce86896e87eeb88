package io.manometer.boot;

import java.util.LinkedHashMap;
import java.util.Map;

/** Buffers beyond limit.hops: counted per kind and creation site, in an entry that a report shows, never silently. */
final class Folding {
    /** Entries for a kind and site of their own; the rest share one for each kind. */
    private static final int ENTRY_LIMIT = 1_000;

    private static final Map<Key, Folded> ENTRIES = new LinkedHashMap<>();
    private static final Site OTHERS = new Site("", "", "", "", -1, -2, null, false);

    private record Key(Site site, Kind kind) {}

    private Folding() {}

    /**
     * A queue, a pool or an event loop.
     *
     * @param capacity -1 without a limit
     */
    static void fold(Site site, Kind kind, String type, long capacity) {
        fold(site, kind, type, capacity >= 0, capacity, "UNKNOWN", "items");
    }

    /**
     * A channel or a client.
     *
     * @param capacity -1 without a limit in its unit
     */
    static void fold(Site site, Kind kind, String type, long capacity, WindowSource source) {
        fold(site, kind, type, capacity >= 0 || source.limited(), capacity, source.onFull(), source.unit());
    }

    private static void fold(
            Site site, Kind kind, String type, boolean bounded, long capacity, String onFull, String unit) {
        Health.foldedHops.incrementAndGet();
        synchronized (ENTRIES) {
            Key own = new Key(site, kind);
            Key key = ENTRIES.containsKey(own) || ENTRIES.size() < ENTRY_LIMIT ? own : new Key(OTHERS, kind);
            Folded entry = ENTRIES.get(key);
            if (entry == null) {
                entry = new Folded(Meters.nextId(), key.site(), kind, type);
                ENTRIES.put(key, entry);
            }
            entry.add(bounded, capacity, onFull, unit);
        }
    }

    static void describe(HopSink sink) {
        synchronized (ENTRIES) {
            ENTRIES.values().forEach(sink::folded);
        }
    }

    static boolean isEmpty() {
        synchronized (ENTRIES) {
            return ENTRIES.isEmpty();
        }
    }
}
