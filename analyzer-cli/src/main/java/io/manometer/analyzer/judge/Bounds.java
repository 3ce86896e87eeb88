package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.JvmContext;
import io.manometer.analyzer.model.Window;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a limit is one that matters, and which hops have none for a good reason. */
final class Bounds {
    private static final double MOST_SECONDS_OF_WORK = 30;
    private static final double MOST_OF_THE_HEAP = 0.1;

    /** A limit of fewer items is met early, however slow the machine or the work on one of them; how long they wait is told anyway. */
    private static final long FEWEST_ITEMS = 100;

    /** A slot of an array or a field of a node, with compressed references: no item takes less. */
    private static final long REFERENCE_BYTES = 4;

    private static final List<Purpose> ON_PURPOSE = List.of(
            new Purpose("io.netty.", "Netty's event loops never refuse their own tasks; bound what feeds them"),
            new Purpose(
                    "org.eclipse.jetty.",
                    "Jetty's pool must be able to queue its own jobs and warns when bounded; limit requests with a QoS or"
                            + " thread-limit handler"),
            new Purpose("org.apache.tomcat.", "Tomcat's pool is bounded before it, by maxConnections and acceptCount"),
            new Purpose(
                    "java.util.concurrent.ScheduledThreadPoolExecutor",
                    "work that waits for its time has to be kept; it refuses only after shutdown"),
            new Purpose(
                    "java.util.concurrent.ForkJoinPool",
                    "tasks fork tasks, so a limit could deadlock; bound what is submitted"));

    private Bounds() {}

    private record Purpose(String typePrefix, String reason) {}

    /** Why the maintainers left it without a limit; empty when nobody said so. */
    static Optional<String> purpose(Hop hop) {
        if (hop.kind().equals("event-loop")) {
            return Optional.of("event loops never refuse their own tasks; bound what feeds them");
        }
        if (hop.kind().equals("channel")) {
            return Optional.of(
                    "a channel takes what it is given and signals (isWritable); whether that is heeded is its verdict");
        }
        if (hop.kind().equals("scheduled-executor")) {
            return Optional.of("work that waits for its time has to be kept; it refuses only after shutdown");
        }
        return ON_PURPOSE.stream()
                .filter(purpose -> hop.type().startsWith(purpose.typePrefix()))
                .map(Purpose::reason)
                .findFirst();
    }

    /**
     * Whether the limit holds more than 30 s of work and at least 100 items, or more than 10 % of the heap.
     *
     * @param serviceRate what the consumers could do, null when they did too little to tell
     */
    static boolean isEffectivelyUnbounded(
            Hop hop, @Nullable Double serviceRate, long bytesPerItem, JvmContext context) {
        if (!hop.bounded() || hop.capacity() <= 0 || hop.depthIncludesRunning()) {
            return false;
        }
        if (serviceRate != null
                && hop.capacity() >= FEWEST_ITEMS
                && hop.capacity() > MOST_SECONDS_OF_WORK * serviceRate) {
            return true;
        }
        double bytes = (double) hop.capacity() * Math.max(bytesPerItem, REFERENCE_BYTES);
        return context.heapMax() > 0 && bytes > MOST_OF_THE_HEAP * context.heapMax();
    }

    /** Shallow size of the last sampled item plus what the buffer needs for it, a lower bound; 0 when unknown. */
    static long bytesPerItem(Hop hop, Series series) {
        if (hop.unit().equals("bytes")) {
            return 1;
        }
        for (int i = series.size() - 1; i >= 0; i--) {
            Window window = series.get(i);
            if (window.itemSize() > 0) {
                return window.itemSize() + hop.itemOverhead();
            }
        }
        return hop.itemOverhead();
    }
}
