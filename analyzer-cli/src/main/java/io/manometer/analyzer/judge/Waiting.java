package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.HopHistory;
import io.manometer.analyzer.model.Window;
import java.util.List;

/**
 * Who waited at a hop, and when, in a fixed number of parts of the recording: what is kept of a history to compare hops with
 * each other once all are known.
 */
final class Waiting {
    private static final int PARTS = 64;

    /** Windows are short, so that not each consumer takes something in each; nor may a rare guess too high decide. */
    private static final double MOST_CONSUMERS = 0.9;

    private static final float[] NONE = {};

    private final long fromMillis;
    private final long toMillis;
    private final int consumers;
    private final float[] seconds;
    private final float[] blocked;
    private final float[] blockedEach;
    private final float[] starved;

    private Waiting(long fromMillis, long toMillis, int consumers, int parts) {
        this.fromMillis = fromMillis;
        this.toMillis = toMillis;
        this.consumers = consumers;
        this.seconds = parts == 0 ? NONE : new float[parts];
        this.blocked = parts == 0 ? NONE : new float[parts];
        this.blockedEach = parts == 0 ? NONE : new float[parts];
        this.starved = parts == 0 ? NONE : new float[parts];
    }

    /**
     * Sums over a time.
     *
     * @param seconds that were seen
     * @param blocked seconds that producers waited for room, of all of them
     * @param blockedEach seconds that a typical producer did
     * @param starved seconds that consumers waited for work, of all of them
     * @param consumers how many; 0 when unknown
     */
    record Sum(double seconds, double blocked, double blockedEach, double starved, int consumers) {}

    static Waiting of(HopHistory history) {
        List<Window> windows = history.windows();
        if (windows.isEmpty()) {
            return new Waiting(0, 0, 0, 0);
        }
        Window first = windows.get(0);
        boolean countable = !history.hop().depthIncludesRunning();
        Waiting waiting = new Waiting(
                first.endMillis() - first.nanos() / 1_000_000,
                windows.get(windows.size() - 1).endMillis(),
                countable ? consumers(windows) : 0,
                windows.stream().anyMatch(Waiting::isUsed) ? Math.min(PARTS, windows.size()) : 0);
        if (waiting.seconds.length > 0) {
            windows.stream()
                    .filter(window -> !window.missing() && !window.neutral())
                    .forEach(waiting::add);
        }
        return waiting;
    }

    private static boolean isUsed(Window window) {
        return window.arrivals() > 0 || window.departures() > 0 || window.producerBlocked() > 0;
    }

    private static int consumers(List<Window> windows) {
        double[] known = windows.stream()
                .mapToDouble(window -> Math.max(window.consumers(), window.consumersWaiting()))
                .filter(count -> count > 0)
                .toArray();
        return (int) Statistics.quantile(known, MOST_CONSUMERS);
    }

    private void add(Window window) {
        int part = part(window.endMillis() - window.nanos() / 2_000_000);
        seconds[part] += (float) window.seconds();
        blocked[part] += (float) (window.producerBlocked() / 1e9);
        blockedEach[part] += (float) (Responses.blockedNanos(window) / 1e9);
        starved[part] += (float) (window.consumerStarved() / 1e9);
    }

    private int part(long millis) {
        double share = (double) (millis - fromMillis) / Math.max(1, toMillis - fromMillis);
        return (int) Math.max(0, Math.min(seconds.length - 1, Math.floor(share * seconds.length)));
    }

    /** The parts of the recording that this time touches. */
    Sum between(long from, long to) {
        if (seconds.length == 0) {
            return new Sum(0, 0, 0, 0, consumers);
        }
        double[] sums = new double[4];
        for (int i = part(from); i <= part(Math.max(from, to - 1)); i++) {
            sums[0] += seconds[i];
            sums[1] += blocked[i];
            sums[2] += blockedEach[i];
            sums[3] += starved[i];
        }
        return new Sum(sums[0], sums[1], sums[2], sums[3], consumers);
    }
}
