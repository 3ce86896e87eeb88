package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.HopHistory;
import io.manometer.analyzer.model.JvmContext;
import io.manometer.analyzer.model.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether the data can carry a verdict at all, and how far it may be trusted. Gates, not detectors. */
final class Gates {
    private static final int FEWEST_WINDOWS = 10;
    private static final double MOST_MISSING = 0.05;

    /** Share of the arrivals by which depth and flow may disagree; they are not read at the very same instant. */
    private static final double CONSERVATION = 0.01;

    private static final int DEPARTURES_FOR_LITTLE = 100;
    private static final int WAITS_FOR_LITTLE = 30;
    private static final double LITTLE = 0.25;

    private Gates() {}

    /** Why no verdict can be given, in plain sentences; empty when all gates hold. */
    static List<String> failures(HopHistory history, Series series, JvmContext context) {
        if (context.samplesOff()) {
            return List.of("manometer.HopSample was switched off, so nothing was counted");
        }
        if (history.hop().isFolded()) {
            return List.of("beyond limit.hops of the agent, so it was not watched");
        }
        List<String> failures = new ArrayList<>();
        int windows = history.windows().size();
        long missing = history.windows().stream().filter(Window::missing).count();
        if (series.size() < FEWEST_WINDOWS) {
            failures.add("only " + series.size() + " usable windows, at least " + FEWEST_WINDOWS + " are needed");
        }
        if (missing > MOST_MISSING * windows) {
            failures.add(missing + " of " + windows + " windows are missing from the recording");
        }
        if (context.lostSamples() > MOST_MISSING * windows) {
            failures.add("the agent or the recorder lost " + context.lostSamples() + " samples");
        }
        // What arrives at a broker is itself derived from the lag, so that the two can't disagree but for a seek or a
        // rebalance.
        long residual = Brokers.keeps(history.hop()) ? 0 : residual(history.windows());
        if (Math.abs(residual) > Math.max(2, CONSERVATION * series.sum(Window::arrivals))) {
            failures.add(String.format(
                    Locale.ROOT,
                    "conservation is broken: depth and flow disagree by %d items, so some way in or out is not seen",
                    residual));
        }
        return failures;
    }

    /** Summed (q_t - q_(t-1)) - (a_t - d_t) over neighbouring windows; a gap in the recording is no disagreement. */
    static long residual(List<Window> windows) {
        long residual = 0;
        for (int i = 1; i < windows.size(); i++) {
            Window before = windows.get(i - 1);
            Window window = windows.get(i);
            if (!before.missing() && !window.missing()) {
                residual += window.depth() - before.depth() - (window.arrivals() - window.departures());
            }
        }
        return residual;
    }

    /**
     * Whether depth agrees within 25 % with what arrived during the sampled waits: Little's law (1961) in its local form,
     * which holds for growing first-in-first-out queues too, as what an item leaves behind is what arrived while it
     * waited. Only windows with samples are compared: the deeper a queue, the rarer a sample completes. True where it
     * can't be checked: too few departures or sampled waits, next to no depth, not FIFO, or a depth that is not what
     * waits.
     */
    static boolean littleHolds(HopHistory history, Series series) {
        if (!history.hop().fifo() || history.hop().depthIncludesRunning()) {
            return true;
        }
        long departures = series.sum(Window::departures);
        long waits = series.sum(Window::sojournCount);
        if (departures < DEPARTURES_FOR_LITTLE || waits < WAITS_FOR_LITTLE) {
            return true;
        }
        double depth = 0;
        double expected = 0;
        int compared = 0;
        for (int i = 0; i < series.size(); i++) {
            if (series.get(i).sojournCount() > 0) {
                depth += (series.depthBefore(i) + series.get(i).depth()) / 2.0;
                expected += arrivedWithin(series, i, series.get(i).sojournMean() / 1e9);
                compared++;
            }
        }
        double larger = Math.max(depth, expected);
        return larger < 2.0 * compared || Math.abs(depth - expected) <= LITTLE * larger;
    }

    /** Arrivals of so many seconds up to the window, parts of windows in proportion. */
    private static double arrivedWithin(Series series, int index, double seconds) {
        double arrived = 0;
        double left = seconds;
        for (int i = index; i >= 0 && left > 0; i--) {
            Window window = series.get(i);
            arrived += window.arrivals() * Math.min(1, left / window.seconds());
            left -= window.seconds();
        }
        return arrived;
    }

    /** Mean of the sampled waits, weighted by the departures of their windows; 0 without samples. */
    static double waitSeconds(Series series) {
        double sum = 0;
        double weight = 0;
        for (Window window : series.part(0, series.size())) {
            if (window.sojournCount() > 0) {
                sum += window.departures() * (double) window.sojournMean();
                weight += window.departures();
            }
        }
        return weight > 0 ? sum / weight / 1e9 : 0;
    }
}
