package io.manometer.boot;

/**
 * How long windows must be for the sampler to stay within its share of one core: with very many hops that are all in use, longer than the period that was asked
 * for. Goes by the lesser of the last two passes, as work is timed by the clock, and a thread that had to wait for a processor has not worked.
 */
final class Pace {
    /** One part in so many of a core is what the sampler may use, 3 %: the first passes, before windows have grown, come on top. */
    static final int SHARE = 33;

    /** A window is never longer than so many periods, whatever it costs. */
    static final int LONGEST = 30;

    private final long periodNanos;
    private long previous;

    Pace(long periodNanos) {
        this.periodNanos = periodNanos;
    }

    /**
     * The length of the next window.
     *
     * @param workNanos what the last one took
     * @return nanoseconds, from one period to {@link #LONGEST} of them
     */
    long next(long workNanos) {
        long least = Math.min(previous, workNanos);
        previous = workNanos;
        long needed = least > Long.MAX_VALUE / SHARE ? Long.MAX_VALUE : least * SHARE;
        return Math.max(periodNanos, Math.min(needed, longest()));
    }

    private long longest() {
        return periodNanos > Long.MAX_VALUE / LONGEST ? Long.MAX_VALUE : periodNanos * LONGEST;
    }
}
