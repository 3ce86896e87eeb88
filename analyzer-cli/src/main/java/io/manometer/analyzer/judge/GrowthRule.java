package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Interval;
import io.manometer.analyzer.model.Window;

/**
 * Whether a backlog grows. Tests on the depth's trend alone fire on most stable queues, as depth is autocorrelated; this
 * one needs the block minima to rise (CoDel's insight: only the minimum tells a standing queue from a burst) <em>and</em>
 * the net flow of nearly independent blocks to be positive <em>and</em> the growth to matter in seconds of work.
 *
 * <p>For a smooth overload the absorbed share tends to {@code 1 - 1/rho}.
 */
final class GrowthRule {
    static final int FEWEST_BLOCKS = 4;
    private static final int MOST_BLOCKS = 12;

    /** One-sided 5 % point of the normal distribution. */
    static final double SIGNIFICANT = 1.645;

    /** Kendall's tau of block minima. */
    static final double RISING = 0.6;

    private final Series series;
    private final Pace pace;
    private final double targetSeconds;

    GrowthRule(Series series, Pace pace, double targetSeconds) {
        this.series = series;
        this.pace = pace;
        this.targetSeconds = targetSeconds;
    }

    /**
     * The evidence of one episode.
     *
     * @param tau Kendall's rank correlation of block minima with time
     * @param z mean of the blocks' net flow over its standard error
     * @param absorbedShare (depth at the end - at the start) / arrivals
     * @param growthSeconds (depth at the end - at the start) / service rate
     * @param riseSeconds (minimum of the last third - of the first third) / service rate
     * @param slope items per second
     */
    record Growth(
            double tau,
            double z,
            double absorbedShare,
            double growthSeconds,
            double riseSeconds,
            Interval slope,
            boolean steady,
            boolean bursty) {

        boolean growing() {
            return steady || bursty;
        }
    }

    /** Judges windows {@code from} to {@code to}, the latter excluded; never growing with fewer than four windows. */
    Growth test(int from, int to) {
        int windows = to - from;
        if (windows < FEWEST_BLOCKS) {
            return new Growth(0, 0, 0, 0, 0, new Interval(0, 0, 0), false, false);
        }
        int blocks = Math.min(Math.max(windows / pace.interval(), FEWEST_BLOCKS), MOST_BLOCKS);
        double[] minima = new double[blocks];
        double[] flows = new double[blocks];
        for (int block = 0; block < blocks; block++) {
            int start = from + (int) ((long) windows * block / blocks);
            int end = from + (int) ((long) windows * (block + 1) / blocks);
            minima[block] = series.lowest(start, end);
            flows[block] = net(start, end) / series.seconds(start, end);
        }
        return decide(from, to, Statistics.kendallTau(minima), flows);
    }

    private Growth decide(int from, int to, double tau, double[] flows) {
        double mean = Statistics.mean(flows);
        double error = Statistics.standardError(flows);
        double z = error > 0 ? mean / error : Math.signum(mean) * Double.POSITIVE_INFINITY;
        long grown = series.get(to - 1).depth() - series.depthBefore(from);
        long arrivals = series.sum(from, to, Window::arrivals);
        double absorbed = arrivals > 0 ? (double) grown / arrivals : 0;
        double growth = pace.secondsOf(grown);
        int third = (to - from) / 3;
        double rise = pace.secondsOf((double) series.lowest(to - third, to) - series.lowest(from, from + third));
        double width = Statistics.halfWidth(flows);

        boolean steady = tau >= RISING && z >= SIGNIFICANT && (absorbed >= 0.01 || growth >= 5) && rise > targetSeconds;
        boolean bursty = growth >= 10 && absorbed >= 0.10 && rise > 1 && tau >= 0.3;
        return new Growth(
                tau, z, absorbed, growth, rise, new Interval(mean, mean - width, mean + width), steady, bursty);
    }

    private double net(int from, int to) {
        return series.sum(from, to, Window::arrivals) - series.sum(from, to, Window::departures);
    }
}
