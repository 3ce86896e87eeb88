package io.manometer.analyzer.model;

/**
 * What one hop did in one window (default one second); the fields are those of the event {@code manometer.HopSample}.
 * Times are in nanoseconds, counts in items (or bytes where the hop's unit says so).
 *
 * <p>Histories are dense: a window for which the recording has no sample but in which the agent was alive is idle, with
 * no flow and the depth unchanged; a window in which the agent was not seen at all is {@link #missing}.
 *
 * @param endMillis end of the window, milliseconds since the epoch
 * @param nanos length of the window
 * @param missing nothing is known of this window; all other values but the time are meaningless
 * @param neutral the JVM did not run for a large part of it (garbage collection): it is evidence for nothing
 */
public record Window(
        long endMillis,
        long nanos,
        boolean missing,
        boolean neutral,
        long arrivals,
        long departures,
        long batched,
        long refusedException,
        long refusedFalse,
        long refusedTimeout,
        long droppedNewest,
        long droppedOldest,
        long callerRuns,
        long depth,
        long depthMin,
        long depthMax,
        long producerBlocked,
        long consumerStarved,
        int producersWaiting,
        int consumersWaiting,
        int producers,
        int consumers,
        long sojournCount,
        long sojournMin,
        long sojournMean,
        long sojournMax,
        long itemSize,
        long notWritable,
        long addedNotWritable,
        long paused,
        long oldestAge,
        long totalArrivals,
        long totalDepartures) {

    /** Work turned away in this window, by whatever means; work that the caller ran itself is not among it. */
    public long refused() {
        return refusedException + refusedFalse + refusedTimeout + droppedNewest + droppedOldest;
    }

    /** Length of the window in seconds. */
    public double seconds() {
        return nanos / 1e9;
    }
}
