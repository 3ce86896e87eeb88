package io.manometer.analyzer.model;

/**
 * What happened in the whole recording.
 *
 * @param depthEnd depth at the end of the last window
 * @param depthMax the deepest it ever was
 * @param producerBlockedNanos waited for room, summed over producers
 * @param consumerStarvedNanos waited for work, summed over consumers
 */
public record Totals(
        double seconds,
        long arrivals,
        long departures,
        Refusals refusals,
        long depthEnd,
        long depthMax,
        long producerBlockedNanos,
        long consumerStarvedNanos) {}
