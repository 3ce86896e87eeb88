package io.manometer.agent.metrics;

import io.manometer.boot.Kind;
import java.util.HashMap;
import java.util.Map;

/**
 * Which hops share a series. At most {@code limit} series, those that stand for the rest included, one for each kind: what an
 * application creates can't flood whoever scrapes it. Touched by the sampler's thread only.
 */
final class SeriesTable {
    private static final int NAME_LIMIT = 200;

    private final Map<String, HopSeries> series = new HashMap<>();
    private final int limit;
    private int others;
    private long folded;
    private boolean changed;

    SeriesTable(int limit) {
        this.limit = limit - Kind.values().length;
    }

    /** Adds a hop; to the series of all others of its kind when there are too many names. */
    HopSeries join(String name, Kind kind, String owner) {
        HopSeries joined = find(shorten(name), kind, owner);
        joined.members++;
        return joined;
    }

    void leave(HopSeries left) {
        if (--left.members == 0) {
            series.remove(key(left.hop, left.kind));
            others -= isOther(left) ? 1 : 0;
            changed = true;
        }
    }

    /** Whether a hop that shares a series for want of room could have its own. */
    boolean hasRoom() {
        return series.size() - others < limit;
    }

    static boolean isOther(HopSeries each) {
        return each.hop.equals(Metric.OTHER);
    }

    /** Hops that were added to a series of all others. */
    long folded() {
        return folded;
    }

    Iterable<HopSeries> all() {
        return series.values();
    }

    /** The series that there are, if others than at the last call; null otherwise. */
    HopSeries @org.jspecify.annotations.Nullable [] takeChange() {
        if (!changed) {
            return null;
        }
        changed = false;
        return series.values().toArray(new HopSeries[0]);
    }

    private HopSeries find(String name, Kind kind, String owner) {
        HopSeries present = series.get(key(name, kind));
        if (present != null && present.owner.equals(owner)) {
            return present;
        }
        if (present != null) {
            // Two classes of the same simple name: the second to come is told apart by its package.
            String qualified = shorten(name + " (" + owner + ")");
            HopSeries second = series.get(key(qualified, kind));
            return second != null ? second : add(qualified, kind, owner);
        }
        return add(name, kind, owner);
    }

    private HopSeries add(String name, Kind kind, String owner) {
        if (hasRoom()) {
            return put(new HopSeries(name, kind, owner));
        }
        folded++;
        HopSeries other = series.get(key(Metric.OTHER, kind));
        if (other != null) {
            return other;
        }
        others++;
        return put(new HopSeries(Metric.OTHER, kind, ""));
    }

    private HopSeries put(HopSeries fresh) {
        series.put(key(fresh.hop, fresh.kind), fresh);
        changed = true;
        return fresh;
    }

    private static String key(String name, Kind kind) {
        return kind.label + ' ' + name;
    }

    private static String shorten(String name) {
        return name.length() <= NAME_LIMIT ? name : name.substring(0, NAME_LIMIT);
    }
}
