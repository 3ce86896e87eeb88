package io.manometer.boot;

/** The buffers of one kind and one creation site that are beyond limit.hops: one entry, which stands for all of them. */
public final class Folded {
    /** The hop's number. */
    public final int id;

    public final Site site;
    public final Kind kind;

    /** Class of the first of them. */
    public final String type;

    private boolean bounded;
    private long capacity;
    private String onFull = "";
    private String unit = "";
    private long instances;

    Folded(int id, Site site, Kind kind, String type) {
        this.id = id;
        this.site = site;
        this.kind = kind;
        this.type = type;
    }

    /** One more of them. */
    void add(boolean oneBounded, long oneCapacity, String oneOnFull, String oneUnit) {
        boolean first = instances == 0;
        bounded = oneBounded && (first || bounded);
        capacity = first || capacity == oneCapacity ? oneCapacity : -1;
        onFull = first || onFull.equals(oneOnFull) ? oneOnFull : "UNKNOWN";
        unit = first || unit.equals(oneUnit) ? oneUnit : "items";
        instances++;
    }

    /** Whether all of them have a limit. */
    public boolean bounded() {
        return bounded;
    }

    /** Their limit; -1 when they have none, none in the hop's unit, or not all the same. */
    public long capacity() {
        return capacity;
    }

    /** What all of them do when full, as {@code manometer.HopDescription} defines it; UNKNOWN when they differ. */
    public String onFull() {
        return onFull;
    }

    /** {@code items}, {@code bytes} or {@code records}. */
    public String unit() {
        return unit;
    }

    /** How many they are. */
    public long instances() {
        return instances;
    }
}
