package io.manometer.analyzer.model;

/**
 * The longest time that a consumer was away from poll, and how long it may be before it is put out of its group.
 *
 * @param longestNanos 0 when none was seen
 * @param limitNanos {@code max.poll.interval.ms}; 0 when unknown
 */
public record PollGap(long longestNanos, long limitNanos) {
    public static final PollGap NONE = new PollGap(0, 0);

    /** Both gaps in one. */
    public PollGap and(PollGap other) {
        return new PollGap(Math.max(longestNanos, other.longestNanos), Math.max(limitNanos, other.limitNanos));
    }

    /** Which part of the limit was used up; 0 when it is unknown. */
    public double share() {
        return limitNanos <= 0 ? 0 : (double) longestNanos / limitNanos;
    }
}
