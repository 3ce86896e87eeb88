package io.manometer.testapps.load;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * When work is offered: a rate over time, and whether arrivals are evenly spaced or random (Poisson).
 *
 * @param rate items per second at a time in seconds since the start, never negative
 * @param random Poisson arrivals rather than evenly spaced ones
 * @param patient arrivals that were missed while the source was held up are made up for; otherwise they never happen
 */
public record Pace(DoubleUnaryOperator rate, boolean random, boolean patient) {

    /** Random arrivals (Poisson), {@code perSecond} of them on average. */
    public static Pace poisson(double perSecond) {
        return varying(second -> perSecond);
    }

    /** Evenly spaced arrivals. */
    public static Pace steady(double perSecond) {
        return new Pace(second -> perSecond, false, true);
    }

    /** Random arrivals whose rate goes evenly from one value to another. */
    public static Pace ramp(double from, double to, Duration length) {
        double seconds = length.toNanos() / 1e9;
        return varying(second -> from + (to - from) * Math.min(1, second / seconds));
    }

    /** Random arrivals at {@code base}, with a burst of {@code factor} times that for {@code length} in every {@code period}. */
    public static Pace bursts(double base, double factor, Duration firstAt, Duration length, Duration period) {
        double first = firstAt.toNanos() / 1e9;
        double duration = length.toNanos() / 1e9;
        return varying(second -> {
            double phase = (second - first) % (period.toNanos() / 1e9);
            return phase >= 0 && phase < duration ? base * factor : base;
        });
    }

    /** Random arrivals at a rate of your own. */
    public static Pace varying(DoubleUnaryOperator perSecond) {
        return new Pace(perSecond, true, true);
    }

    /** The same pace for a source that gives up what it could not offer in time, as a caller that backs off does. */
    public Pace forgettingMissed() {
        return new Pace(rate, random, false);
    }

    Schedule schedule(long seed) {
        return new Schedule(this, new SplittableRandom(seed));
    }

    /** How many arrivals fall into the first {@code nanos}: the demand, whatever became of it. */
    long arrivalsWithin(long seed, long nanos) {
        Schedule schedule = schedule(seed);
        long arrivals = 0;
        while (schedule.next() < nanos) {
            arrivals++;
        }
        return arrivals;
    }

    /** Arrival times, one after the other. */
    static final class Schedule {
        private static final double STEP_SECONDS = 0.01;
        private static final double QUIET_FOR_EVER_SECONDS = 24 * 3_600;

        private final Pace pace;
        private final SplittableRandom random;
        private double second;

        private Schedule(Pace pace, SplittableRandom random) {
            this.pace = pace;
            this.random = random;
        }

        /** Nanoseconds from the start to the next arrival: the time at which the rate's integral reaches the gap drawn. */
        long next() {
            double gap = pace.random ? -Math.log1p(-random.nextDouble()) : 1;
            double quietUntil = second + QUIET_FOR_EVER_SECONDS;
            while (second < quietUntil) {
                double rate = pace.rate.applyAsDouble(second);
                if (rate * STEP_SECONDS >= gap) {
                    second += gap / rate;
                    return (long) (second * 1e9);
                }
                gap -= rate * STEP_SECONDS;
                second += STEP_SECONDS;
            }
            return Long.MAX_VALUE / 2;
        }
    }
}
