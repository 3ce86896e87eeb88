package io.manometer.analyzer.model;

/**
 * One of the connections of a channel hop in which most waited at some time.
 *
 * @param remoteAddress {@code address:port}
 * @param pending the most bytes that waited in it at the end of a window
 * @param notWritableNanos the longest that its signal to stop was seen up
 * @param pausedNanos the longest that it was seen not reading
 */
public record WorstChannel(String remoteAddress, long pending, long notWritableNanos, long pausedNanos) {
    /** Both sights of one connection in one. */
    public WorstChannel and(WorstChannel other) {
        return new WorstChannel(
                remoteAddress,
                Math.max(pending, other.pending),
                Math.max(notWritableNanos, other.notWritableNanos),
                Math.max(pausedNanos, other.pausedNanos));
    }
}
