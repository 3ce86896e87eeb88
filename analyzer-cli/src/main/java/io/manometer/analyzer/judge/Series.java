package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.HopHistory;
import io.manometer.analyzer.model.OnFull;
import io.manometer.analyzer.model.Window;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * The windows of a hop that are evidence, in time order: those that are missing, and those in which the JVM hardly ran
 * (neutral), are left out and the rest moves together. So are those in which a topic has no consumer here: what is in it then nobody knows.
 */
final class Series {
    private static final double DEFAULT_STEP = 1;

    private final List<Window> windows;
    private final double step;

    private Series(List<Window> windows) {
        this.windows = windows;
        double median = Statistics.quantile(
                windows.stream().mapToDouble(Window::seconds).toArray(), 0.5);
        this.step = median > 0 ? median : DEFAULT_STEP;
    }

    static Series of(HopHistory history) {
        return new Series(history.windows().stream()
                .filter(window -> !window.missing() && !window.neutral())
                .filter(window -> !Brokers.keeps(history.hop()) || window.consumers() > 0)
                .toList());
    }

    int size() {
        return windows.size();
    }

    Window get(int index) {
        return windows.get(index);
    }

    List<Window> part(int from, int to) {
        return windows.subList(from, to);
    }

    /** Length of a typical window in seconds. */
    double step() {
        return step;
    }

    /** How many windows make so many seconds, at least one. */
    int windowsIn(double seconds) {
        return Math.max(1, (int) Math.ceil(seconds / step - 1e-6));
    }

    long sum(int from, int to, ToLongFunction<Window> value) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += value.applyAsLong(windows.get(i));
        }
        return sum;
    }

    long sum(ToLongFunction<Window> value) {
        return sum(0, size(), value);
    }

    double seconds(int from, int to) {
        return sum(from, to, Window::nanos) / 1e9;
    }

    double seconds() {
        return seconds(0, size());
    }

    /** Whether nobody ever took an item from this unbounded queue or waited for one, as when it is used as a list. */
    boolean wasNeverTakenFrom(Hop hop) {
        return hop.kind().equals("queue")
                && hop.onFull() == OnFull.GROW
                && windows.stream()
                        .allMatch(window -> window.departures() == 0
                                && window.totalDepartures() == 0
                                && window.consumerStarved() == 0
                                && window.consumersWaiting() == 0
                                && window.consumers() == 0);
    }

    double[] values(ToDoubleFunction<Window> value) {
        return windows.stream().mapToDouble(value).toArray();
    }

    long lowest(int from, int to) {
        long lowest = Long.MAX_VALUE;
        for (int i = from; i < to; i++) {
            lowest = Math.min(lowest, windows.get(i).depthMin());
        }
        return lowest;
    }

    /** Depth before the window: the end of the one before, or, for the first, what its own flow implies. */
    long depthBefore(int index) {
        if (index > 0) {
            return windows.get(index - 1).depth();
        }
        Window first = windows.get(0);
        return Math.max(0, first.depth() - (first.arrivals() - first.departures()));
    }

    long startMillis(int index) {
        Window window = windows.get(index);
        return window.endMillis() - window.nanos() / 1_000_000;
    }

    /** Work that the consumers did: departures but for what a discard policy threw out. */
    static long served(Window window) {
        return Math.max(0, window.departures() - window.droppedOldest());
    }

    /** All that producers tried to add. */
    static long offers(Window window) {
        return window.arrivals() + window.refused() - window.droppedOldest() + window.callerRuns();
    }
}
