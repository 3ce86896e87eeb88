package io.manometer.testapps.grading;

import java.util.List;

/** What one would try first, on a gauge of the depth with a value a second. For comparison only. */
final class NaiveDetectors {
    static final List<String> NAMES = List.of(
            "least squares, p < .05",
            "Mann-Kendall, p < .05",
            "lag never fell in 10 s (Burrow)",
            "depth > 80 % of capacity",
            "15 s gauges that only rise");

    private static final double ONE_SIDED_5_PERCENT = 1.645;
    private static final int BURROW_VALUES = 10;
    private static final int SCRAPE = 15;

    private NaiveDetectors() {}

    /** In the order of their names. */
    static List<Boolean> alarms(long[] depths, long capacity, double serviceRate) {
        return List.of(
                leastSquares(depths),
                mannKendall(depths),
                burrow(depths),
                capacity > 0 && depths.length > 0 && depths[depths.length - 1] > 0.8 * capacity,
                rareGauges(depths, serviceRate));
    }

    /** The slope of a least-squares line is positive. */
    static boolean leastSquares(long[] depths) {
        int n = depths.length;
        double meanX = (n - 1) / 2.0;
        double meanY = java.util.Arrays.stream(depths).average().orElse(0);
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < n; i++) {
            double y = depths[i] - meanY;
            xx += (i - meanX) * (i - meanX);
            xy += (i - meanX) * y;
            yy += y * y;
        }
        double slope = xy / xx;
        double error = Math.sqrt(Math.max(0, yy - slope * xy) / (n - 2) / xx);
        return slope > 0 && slope >= ONE_SIDED_5_PERCENT * error;
    }

    /** A trend test on ranks. */
    static boolean mannKendall(long[] depths) {
        long score = 0;
        int n = depths.length;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                score += Long.signum(depths[j] - depths[i]);
            }
        }
        double variance = n * (n - 1.0) * (2 * n + 5) / 18;
        return (score - 1) / Math.sqrt(variance) >= ONE_SIDED_5_PERCENT;
    }

    /** In the last ten values it was never zero and never fell, and it did rise. */
    static boolean burrow(long[] depths) {
        int from = Math.max(0, depths.length - BURROW_VALUES);
        for (int i = from + 1; i < depths.length; i++) {
            if (depths[i] < depths[i - 1] || depths[i - 1] == 0) {
                return false;
            }
        }
        return depths.length > from && depths[depths.length - 1] > depths[from];
    }

    /** Each value above the one before, the last above 100 ms of work. */
    static boolean rareGauges(long[] depths, double serviceRate) {
        long before = -1;
        for (int i = SCRAPE - 1; i < depths.length; i += SCRAPE) {
            if (depths[i] <= before) {
                return false;
            }
            before = depths[i];
        }
        return before > 0.1 * serviceRate;
    }
}
