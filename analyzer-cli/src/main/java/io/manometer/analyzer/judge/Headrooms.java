package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Headroom;
import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.Window;
import org.jspecify.annotations.Nullable;

/**
 * What is left before the limit answers: {@code 1 - lambda_p99 / mu_cap} with {@code mu_cap = d / (1 - starved share)}
 * (the utilisation law, Denning and Buzen 1978), fill {@code 1 - depth_p99 / activation}, and the time for which the p99
 * load can last.
 */
final class Headrooms {
    /** Below it, extrapolating what the consumers could do from the little they did is a guess. */
    private static final double BUSY_ENOUGH = 0.05;

    private Headrooms() {}

    static Headroom of(Hop hop, Series series, Utilisation utilisation) {
        double arrivals = Statistics.quantile(series.values(Headrooms::arrivalRate), 0.99);
        double depth = Statistics.quantile(series.values(Window::depthMax), 0.99);
        Double capacity = serviceCapacity(series, utilisation);
        Double rate = capacity == null ? null : Double.valueOf(1 - arrivals / capacity);
        if (!hop.bounded() || hop.capacity() <= 0) {
            return new Headroom(rate, null, null);
        }
        double fill = 1 - Math.min(1, depth / hop.capacity());
        return new Headroom(rate, fill, burstSeconds(hop.capacity() - depth, arrivals, capacity));
    }

    private static @Nullable Double burstSeconds(double room, double arrivals, @Nullable Double capacity) {
        if (capacity == null || arrivals <= capacity) {
            return null;
        }
        return Math.max(0, room) / (arrivals - capacity);
    }

    /** What the consumers could do, items per second; null when they did too little to tell, or are not counted. */
    static @Nullable Double serviceCapacity(Series series, Utilisation utilisation) {
        Double busy = utilisation.mean();
        double served = series.seconds() > 0 ? series.sum(Series::served) / series.seconds() : 0;
        if (busy == null || busy < BUSY_ENOUGH || served <= 0) {
            return null;
        }
        return served / busy;
    }

    private static double arrivalRate(Window window) {
        return window.seconds() > 0 ? window.arrivals() / window.seconds() : 0;
    }
}
