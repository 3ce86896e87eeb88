package io.manometer.analyzer.model;

/**
 * Time until something runs out if growth goes on, counted from the end of the recording.
 *
 * @param what which limit comes first
 * @param fromSeconds earliest: with the upper confidence bound of the growth
 * @param toSeconds latest: with the lower confidence bound of the growth
 * @param bytesPerItem a lower bound, so that heap may run out earlier still; 0 when it was not needed
 */
public record Exhaustion(What what, double fromSeconds, double toSeconds, long bytesPerItem) {

    /** What runs out. */
    public enum What {
        CAPACITY,
        HEAP
    }
}
