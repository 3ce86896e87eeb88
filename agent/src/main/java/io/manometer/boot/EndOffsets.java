package io.manometer.boot;

/**
 * What was seen of a partition's end over time: where it is now, and when it was at an offset. A consumer learns the end only with
 * the answer to a fetch, and fetches again only when what it fetched is used up; between two answers the end is carried on at the
 * rate of those before. It is told of an answer only when it comes to its records, which may take as long again as it takes from one
 * fetch to the next: so for three times the usual, and no longer. Bounded: when full, every second entry goes.
 */
final class EndOffsets {
    /** The rate is that of the entries of so many nanoseconds, two at least. */
    private static final long RATE_NANOS = 20_000_000_000L;

    private static final long LONGEST_CARRY_NANOS = 60_000_000_000L;
    private static final long SHORTEST_CARRY_NANOS = 1_000_000_000L;

    /** As long as it isn't known how long it usually takes: with large fetches and a slow handler, so long. */
    private static final long FIRST_CARRY_NANOS = 30_000_000_000L;

    /** For the usual time between two fetches, so many at most. */
    private static final int USUAL_OF = 9;

    /** Fewer than the end before: taken for true when seen so often in a row, as after a topic was made anew. */
    private static final int TIMES_LOWER = 3;

    private final long[] times;
    private final long[] ends;
    private int count;
    private int lower;

    /** Whether the first entry is no fetch's, but a record's that was at the end when it was produced. */
    private boolean firstProduced;

    /** @param size entries kept, four at least */
    EndOffsets(int size) {
        times = new long[size];
        ends = new long[size];
    }

    /** A record with this offset was produced then, before anything is known of the end. */
    void produced(long time, long offset) {
        firstProduced = count == 0;
        seen(time, offset);
    }

    /** The end was at this offset at this time, as far as is known. */
    void seen(long time, long end) {
        if (count == 0) {
            add(time, end);
            return;
        }
        long last = ends[count - 1];
        if (end > last) {
            lower = 0;
            add(Math.max(time, times[count - 1] + 1), end);
        } else if (end < last && ++lower >= TIMES_LOWER) {
            count = 0;
            lower = 0;
            firstProduced = false;
            add(time, end);
        } else if (end == last) {
            lower = 0;
        }
    }

    private void add(long time, long end) {
        if (count == times.length) {
            thin();
        }
        times[count] = time;
        ends[count] = end;
        count++;
    }

    private void thin() {
        int kept = 0;
        for (int i = 0; i < count; i += i < count / 2 ? 2 : 1) {
            times[kept] = times[i];
            ends[kept] = ends[i];
            kept++;
        }
        count = kept;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The end as it was last told. */
    long told() {
        return ends[count - 1];
    }

    /** When the told end was seen to have changed. */
    long toldAt() {
        return times[count - 1];
    }

    /** Records a nanosecond, over the last entries; 0 when there is but one. */
    double rate() {
        if (count < 2) {
            return 0;
        }
        int first = count - 2;
        while (first > 0 && times[count - 1] - times[first - 1] <= RATE_NANOS) {
            first--;
        }
        return (ends[count - 1] - ends[first]) / (double) (times[count - 1] - times[first]);
    }

    /** Where the end is likely to be. */
    long estimate(long now) {
        if (count < 2) {
            return told();
        }
        return told() + Math.round(rate() * Math.max(0, Math.min(now - toldAt(), carry())));
    }

    private long carry() {
        int first = Math.max(firstProduced ? 1 : 0, count - USUAL_OF);
        int fetches = count - 1 - first;
        if (fetches == 0) {
            return FIRST_CARRY_NANOS;
        }
        long usual = (times[count - 1] - times[first]) / fetches;
        return Math.min(LONGEST_CARRY_NANOS, 3 * usual + SHORTEST_CARRY_NANOS);
    }

    /** When the end was at this offset, by interpolation; beyond what was seen, at the rate of the last entries. */
    long timeOf(long offset) {
        double rate = rate();
        if (offset >= told()) {
            return rate > 0 ? toldAt() + Math.round((offset - told()) / rate) : toldAt();
        }
        int after = count - 1;
        while (after > 0 && ends[after - 1] > offset) {
            after--;
        }
        if (after == 0) {
            return rate > 0 ? times[0] - Math.round((ends[0] - offset) / rate) : times[0];
        }
        double share = (offset - ends[after - 1]) / (double) (ends[after] - ends[after - 1]);
        return times[after - 1] + Math.round(share * (times[after] - times[after - 1]));
    }
}
