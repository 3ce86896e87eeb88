package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Window;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How busy the consumers of a hop were: 1 - starved time / (time x consumers). Blocked downstream counts as busy here;
 * the chain tells the two apart. Windows whose number of consumers is unknown say nothing.
 */
record Utilisation(@Nullable Double mean, @Nullable Double p99) {

    static Utilisation of(Series series) {
        double[] known = series.values(Utilisation::busyShare);
        known = Arrays.stream(known).filter(share -> !Double.isNaN(share)).toArray();
        if (known.length == 0) {
            return new Utilisation(null, null);
        }
        return new Utilisation(Statistics.mean(known), Statistics.quantile(known, 0.99));
    }

    @Nullable
    Double starved() {
        return mean == null ? null : Double.valueOf(1 - mean);
    }

    private static double busyShare(Window window) {
        int consumers = Math.max(window.consumers(), window.consumersWaiting());
        if (consumers <= 0 || window.nanos() <= 0) {
            return Double.NaN;
        }
        double starved = (double) window.consumerStarved() / ((double) window.nanos() * consumers);
        return Math.max(0, Math.min(1, 1 - starved));
    }
}
