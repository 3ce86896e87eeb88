package io.manometer.analyzer.model;

/**
 * How a hop answered pressure, each from 0 to 1.
 *
 * @param blocked share of the time that some producer waited for room
 * @param refused share of the offers that were refused or dropped
 * @param paused share of the time that a pull consumer asked for nothing
 * @param callerRuns share of the offers that the caller ran itself
 * @param notWritable share of the time that an advisory buffer's signal to stop was up
 * @param addedNotWritable share of the arrivals that came while an advisory buffer's signal to stop was up
 */
public record Shares(
        double blocked, double refused, double paused, double callerRuns, double notWritable, double addedNotWritable) {
    public static final Shares NONE = new Shares(0, 0, 0, 0, 0, 0);
}
