package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.HopHistory;
import io.manometer.analyzer.model.JvmContext;
import io.manometer.analyzer.model.OnFull;
import io.manometer.analyzer.model.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Hops and windows for tests. */
final class Histories {
    static final JvmContext CONTEXT = new JvmContext(true, 0, 0, 0, -1, -1);

    private Histories() {}

    static Hop hop(long id, String name, String kind, long capacity, OnFull onFull, boolean running) {
        boolean executor = !kind.equals("queue");
        return new Hop(
                id,
                name,
                kind,
                executor ? "java.util.concurrent.ThreadPoolExecutor" : "java.util.concurrent.LinkedBlockingQueue",
                "java.util.concurrent.LinkedBlockingQueue",
                "app.Main.start(Main.java:" + (10 + id) + ")",
                executor ? name + "-*" : "",
                capacity >= 0,
                capacity,
                onFull,
                "",
                "items",
                true,
                running,
                executor ? 1 : -1,
                executor ? 1 : -1,
                false,
                0,
                false,
                1,
                24);
    }

    static Hop unbounded() {
        return hop(1, "orders", "queue", -1, OnFull.GROW, false);
    }

    static Hop bounded(long capacity) {
        return hop(1, "orders", "queue", capacity, OnFull.BLOCK, false);
    }

    static Hop side() {
        Hop hop = unbounded();
        return new Hop(
                9,
                "log",
                hop.kind(),
                hop.type(),
                hop.bufferType(),
                "",
                "",
                false,
                -1,
                OnFull.GROW,
                "",
                "items",
                true,
                false,
                -1,
                -1,
                true,
                0,
                false,
                1,
                24);
    }

    static HopHistory history(Hop hop, int windows, IntFunction<Builder> each) {
        List<Window> list = new ArrayList<>();
        for (int i = 0; i < windows; i++) {
            list.add(each.apply(i).build());
        }
        return new HopHistory(hop, list);
    }

    /** A window that ends so many seconds after the epoch. */
    static Builder second(int second) {
        return window((second + 1) * 1000L);
    }

    static Builder window(long endMillis) {
        return new Builder(endMillis);
    }

    /** Constant depth and flow: nothing grows. */
    static Builder steady(int second, long flow, long depth) {
        return second(second).flow(flow, flow).depth(depth, depth, depth);
    }

    /** Rises by so many in each window, from zero. */
    static Builder rising(int second, long arrivals, long departures) {
        long rise = arrivals - departures;
        return second(second).flow(arrivals, departures).depth(rise * second, rise * (second + 1), rise * (second + 1));
    }

    static final class Builder {
        private final long endMillis;
        private boolean missing;
        private boolean neutral;
        private long arrivals;
        private long departures;
        private long exceptions;
        private long falses;
        private long newest;
        private long oldest;
        private long callerRuns;
        private long depth;
        private long depthMin;
        private long depthMax;
        private long blocked;
        private long starved;
        private int producersWaiting;
        private int producers = 1;
        private int consumers = 1;
        private long waits;
        private long waitMean;
        private long itemSize;
        private long notWritable;
        private long addedNotWritable;
        private long paused;
        private long totalArrivals;
        private long totalDepartures;

        private Builder(long endMillis) {
            this.endMillis = endMillis;
        }

        Builder missing() {
            missing = true;
            return this;
        }

        Builder neutral() {
            neutral = true;
            return this;
        }

        Builder flow(long in, long out) {
            arrivals = in;
            departures = out;
            return this;
        }

        Builder depth(long min, long max, long end) {
            depthMin = min;
            depthMax = max;
            depth = end;
            return this;
        }

        Builder refused(long byException, long byFalse, long droppedNewest, long droppedOldest) {
            exceptions = byException;
            falses = byFalse;
            newest = droppedNewest;
            oldest = droppedOldest;
            return this;
        }

        Builder callerRuns(long count) {
            callerRuns = count;
            return this;
        }

        Builder blocked(long nanos, int waiting, int count) {
            blocked = nanos;
            producersWaiting = waiting;
            producers = count;
            return this;
        }

        Builder starved(long nanos, int count) {
            starved = nanos;
            consumers = count;
            return this;
        }

        Builder waits(long count, long meanNanos) {
            waits = count;
            waitMean = meanNanos;
            return this;
        }

        Builder itemSize(long bytes) {
            itemSize = bytes;
            return this;
        }

        Builder signal(long nanos, long added) {
            notWritable = nanos;
            addedNotWritable = added;
            return this;
        }

        Builder paused(long nanos) {
            paused = nanos;
            return this;
        }

        Builder totals(long in, long out) {
            totalArrivals = in;
            totalDepartures = out;
            return this;
        }

        Window build() {
            return new Window(
                    endMillis,
                    1_000_000_000L,
                    missing,
                    neutral,
                    arrivals,
                    departures,
                    0,
                    exceptions,
                    falses,
                    0,
                    newest,
                    oldest,
                    callerRuns,
                    depth,
                    depthMin,
                    depthMax,
                    blocked,
                    starved,
                    producersWaiting,
                    0,
                    producers,
                    consumers,
                    waits,
                    waitMean,
                    waitMean,
                    waitMean,
                    itemSize,
                    notWritable,
                    addedNotWritable,
                    paused,
                    -1,
                    totalArrivals,
                    totalDepartures);
        }
    }
}
