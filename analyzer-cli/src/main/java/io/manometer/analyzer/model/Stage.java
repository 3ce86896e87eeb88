package io.manometer.analyzer.model;

import org.jspecify.annotations.Nullable;

/**
 * How the consumers of a hop, and those who fill it, spent their time.
 *
 * @param hop the hop that the stage takes its work from
 * @param producersBlocked share of its time that a typical producer of the hop waited for room
 * @param clock null where the number of consumers is unknown, or is no number: a thread for each task
 * @param arrow where the waiting on both sides of the hop points
 */
public record Stage(
        long hop, double producersBlocked, @Nullable Clock clock, Arrow arrow) {

    /** Shares of the consumers' time; exclusive, and one in sum. */
    public record Clock(double blockedOut, double starvedIn, double busy) {}

    /** Which way a buffer's waiting points. */
    public enum Arrow {
        /** Its producers wait for room: what limits is behind it. */
        DOWNSTREAM,
        /** Its consumers wait for work: what limits is before it. */
        UPSTREAM,
        /** Neither side waits to speak of, or one can't be seen. */
        NONE
    }
}
