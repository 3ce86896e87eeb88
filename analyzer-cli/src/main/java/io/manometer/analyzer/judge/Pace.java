package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Window;
import java.util.Arrays;

/**
 * The time scales of a hop, from its own data.
 *
 * @param cycle windows from one batch of the consumers to the next, at least 2
 * @param interval W: windows over which the lowest depth counts as the floor
 * @param serviceRate mu, items per second
 */
record Pace(int cycle, int interval, double serviceRate) {
    /** CoDel takes the minimum over an interval longer than any normal round trip (RFC 8289, 3.2); here that of batches. */
    private static final double SHORTEST_INTERVAL_SECONDS = 5;

    private static final int RUNS_FOR_A_CYCLE = 3;

    static Pace of(Series series) {
        int cycle = cycle(series);
        int shortest = series.windowsIn(SHORTEST_INTERVAL_SECONDS);
        int interval = Math.min(Math.max(shortest, 2 * cycle), Math.max(shortest, series.size() / 4));
        return new Pace(cycle, interval, serviceRate(series));
    }

    /** Shortest episode that can be more than a burst, in windows. */
    int shortestEpisode(Series series) {
        return Math.max(2 * interval, series.windowsIn(10));
    }

    /** How long nothing may leave before consumers count as gone, in windows. */
    int shortestStall(Series series) {
        return Math.max(series.windowsIn(10), 3 * cycle);
    }

    /** Time that so much work takes; infinite where nothing was ever served. */
    double secondsOf(double items) {
        if (items <= 0) {
            return 0;
        }
        return serviceRate > 0 ? items / serviceRate : Double.POSITIVE_INFINITY;
    }

    static boolean isWaiting(Window window) {
        return window.departures() == 0 && window.depthMin() > 0;
    }

    private static int cycle(Series series) {
        double[] runs = new double[series.size()];
        int count = 0;
        int run = 0;
        for (int i = 0; i < series.size(); i++) {
            if (isWaiting(series.get(i))) {
                run++;
            } else if (run > 0) {
                runs[count++] = run;
                run = 0;
            }
        }
        if (count < RUNS_FOR_A_CYCLE) {
            return 2;
        }
        return (int) Statistics.quantile(Arrays.copyOf(runs, count), 0.95) + 1;
    }

    private static double serviceRate(Series series) {
        if (series.size() == 0 || series.seconds() == 0) {
            return 0;
        }
        double mean = series.sum(Series::served) / series.seconds();
        double[] busy = Arrays.stream(
                        series.values(window -> window.seconds() > 0 ? Series.served(window) / window.seconds() : 0))
                .filter(rate -> rate > 0)
                .toArray();
        return Math.max(mean, Statistics.quantile(busy, 0.5));
    }
}
