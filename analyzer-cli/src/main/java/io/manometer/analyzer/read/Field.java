package io.manometer.analyzer.read;

/**
 * The numbers of {@code manometer.HopSample}, by their names in the recording, and how those of adjacent windows make
 * one when a recording is too long to keep every window.
 */
enum Field {
    WINDOW("window", Merge.SUM),
    ARRIVALS("arrivals", Merge.SUM),
    DEPARTURES("departures", Merge.SUM),
    BATCHED("batched", Merge.SUM),
    REFUSED_EXCEPTION("refusedException", Merge.SUM),
    REFUSED_FALSE("refusedFalse", Merge.SUM),
    REFUSED_TIMEOUT("refusedTimeout", Merge.SUM),
    DROPPED_NEWEST("droppedNewest", Merge.SUM),
    DROPPED_OLDEST("droppedOldest", Merge.SUM),
    CALLER_RUNS("callerRuns", Merge.SUM),
    DEPTH("depth", Merge.LATER),
    DEPTH_MIN("depthMin", Merge.MIN),
    DEPTH_MAX("depthMax", Merge.MAX),
    PRODUCER_BLOCKED("producerBlocked", Merge.SUM),
    CONSUMER_STARVED("consumerStarved", Merge.SUM),
    PRODUCERS_WAITING("producersWaiting", Merge.LATER),
    CONSUMERS_WAITING("consumersWaiting", Merge.LATER),
    PRODUCERS("producers", Merge.MAX),
    CONSUMERS("consumers", Merge.MAX),
    SOJOURN_COUNT("sojournCount", Merge.SUM),
    SOJOURN_MIN("sojournMin", Merge.MIN_OF_SAMPLED),
    SOJOURN_MEAN("sojournMean", Merge.MEAN_OF_SAMPLED),
    SOJOURN_MAX("sojournMax", Merge.MAX),
    ITEM_SIZE("itemSize", Merge.LATER_IF_ANY),
    NOT_WRITABLE("notWritable", Merge.SUM),
    ADDED_NOT_WRITABLE("addedNotWritable", Merge.SUM),
    PAUSED("paused", Merge.SUM),
    OLDEST_AGE("oldestAge", Merge.LATER),
    TOTAL_ARRIVALS("totalArrivals", Merge.MAX),
    TOTAL_DEPARTURES("totalDepartures", Merge.MAX);

    private static final Field[] ALL = values();
    static final int COUNT = ALL.length;

    private enum Merge {
        SUM,
        MIN,
        MAX,
        LATER,
        LATER_IF_ANY,
        MIN_OF_SAMPLED,
        MEAN_OF_SAMPLED
    }

    private final String fieldName;
    private final Merge merge;

    Field(String fieldName, Merge merge) {
        this.fieldName = fieldName;
        this.merge = merge;
    }

    String fieldName() {
        return fieldName;
    }

    long of(long[] row) {
        return row[ordinal()];
    }

    /** The row for both windows together. */
    static long[] merged(long[] earlier, long[] later) {
        long[] row = new long[COUNT];
        for (Field field : ALL) {
            row[field.ordinal()] = field.merge(earlier, later);
        }
        return row;
    }

    private long merge(long[] earlier, long[] later) {
        long first = of(earlier);
        long second = of(later);
        return switch (merge) {
            case SUM -> first + second;
            case MIN -> Math.min(first, second);
            case MAX -> Math.max(first, second);
            case LATER -> second;
            case LATER_IF_ANY -> second == 0 ? first : second;
            case MIN_OF_SAMPLED ->
                SOJOURN_COUNT.of(earlier) == 0
                        ? second
                        : SOJOURN_COUNT.of(later) == 0 ? first : Math.min(first, second);
            case MEAN_OF_SAMPLED -> weightedMean(first, SOJOURN_COUNT.of(earlier), second, SOJOURN_COUNT.of(later));
        };
    }

    private static long weightedMean(long first, long firstCount, long second, long secondCount) {
        long count = firstCount + secondCount;
        return count == 0 ? 0 : Math.round(((double) first * firstCount + (double) second * secondCount) / count);
    }
}
