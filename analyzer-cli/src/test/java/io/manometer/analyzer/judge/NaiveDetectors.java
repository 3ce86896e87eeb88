package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Window;
import java.util.List;

/** What one would try first; in the accuracy table for comparison, not in the product. */
final class NaiveDetectors {
    private static final double ONE_SIDED_5_PERCENT = 1.645;
    private static final int BURROW_WINDOWS = 10;

    private NaiveDetectors() {}

    /** The slope of a least-squares line through the depth gauge is positive, p &lt; .05. */
    static boolean leastSquares(List<Window> windows) {
        int n = windows.size();
        double meanX = (n - 1) / 2.0;
        double meanY = windows.stream().mapToLong(Window::depth).average().orElse(0);
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < n; i++) {
            double y = windows.get(i).depth() - meanY;
            xx += (i - meanX) * (i - meanX);
            xy += (i - meanX) * y;
            yy += y * y;
        }
        double slope = xy / xx;
        double error = Math.sqrt(Math.max(0, yy - slope * xy) / (n - 2) / xx);
        return slope > 0 && slope >= ONE_SIDED_5_PERCENT * error;
    }

    /** Mann-Kendall's trend test on the depth gauge, p &lt; .05. */
    static boolean mannKendall(List<Window> windows) {
        long score = 0;
        int n = windows.size();
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                score += Long.signum(windows.get(j).depth() - windows.get(i).depth());
            }
        }
        double variance = n * (n - 1.0) * (2 * n + 5) / 18;
        return (score - 1) / Math.sqrt(variance) >= ONE_SIDED_5_PERCENT;
    }

    /** Burrow's rule: in the last ten windows the lag was never zero and never decreased, and it did increase. */
    static boolean burrow(List<Window> windows) {
        List<Window> last = windows.subList(Math.max(0, windows.size() - BURROW_WINDOWS), windows.size());
        for (int i = 1; i < last.size(); i++) {
            if (last.get(i).depth() < last.get(i - 1).depth() || last.get(i - 1).depth() == 0) {
                return false;
            }
        }
        return last.get(last.size() - 1).depth() > last.get(0).depth();
    }

    /** More than 80 % of the capacity at the end; never so without one. */
    static boolean filled(List<Window> windows, long capacity) {
        return capacity > 0 && windows.get(windows.size() - 1).depth() > 0.8 * capacity;
    }

    /** A gauge scraped every 15 s: each value above the one before, the last above 100 ms of work. */
    static boolean rareGauges(List<Window> windows, double serviceRate) {
        long before = -1;
        for (int i = 14; i < windows.size(); i += 15) {
            long depth = windows.get(i).depth();
            if (depth <= before) {
                return false;
            }
            before = depth;
        }
        return before > 0.1 * serviceRate;
    }
}
