package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Analysis;
import io.manometer.analyzer.model.Edge;
import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.HopHistory;
import io.manometer.analyzer.model.JvmContext;
import io.manometer.analyzer.model.OnFull;
import io.manometer.analyzer.model.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A network of queues in ticks of 10 ms: in each, Poisson many items may arrive and Poisson many may be served, and what
 * finds no room is blocked, refused or dropped. It yields what the agent would have recorded, and the truth.
 *
 * <p>A blocked source does not make up for lost time: it produces less. That is what back-pressure is.
 */
final class Simulation {
    static final long SOURCE = 0;
    static final double TICK = 0.01;
    private static final int TICKS = 100;

    /** What happens to an item that finds no room. */
    enum Policy {
        GROW(OnFull.GROW),
        BLOCK(OnFull.BLOCK),
        EXCEPTION(OnFull.REJECT),
        FALSE(OnFull.BLOCK),
        DROP_NEWEST(OnFull.DROP),
        DROP_OLDEST(OnFull.DROP),
        CALLER_RUNS(OnFull.CALLER_RUNS),
        /** As {@link #EXCEPTION}, and each refused item comes back a second later, twice. */
        EXCEPTION_AND_RETRY(OnFull.REJECT);

        private final OnFull onFull;

        Policy(OnFull onFull) {
            this.onFull = onFull;
        }
    }

    private final RandomGenerator random;
    private final List<Node> nodes = new ArrayList<>();
    private DoubleUnaryOperator offered = time -> 0;
    private int producers = 1;
    private double sourceDebt;

    Simulation(long seed) {
        // Named, so that a seed means the same run on every JDK.
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** A hop and the stage that consumes it. */
    final class Node {
        private final long id;
        private final String name;
        private final long capacity;
        private final Policy policy;
        private final DoubleUnaryOperator rate;
        private final List<Node> downstream = new ArrayList<>();
        private final List<Window> windows = new ArrayList<>();
        private final Map<Long, Long> edges = new LinkedHashMap<>();
        private String kind = "queue";
        private boolean running;
        private double batchSeconds;
        private int consumers = 1;
        private int feeders = 1;
        private long queued;
        private double saved;
        private double debt;
        private Tally tally = new Tally();
        private long totalArrivals;
        private long totalDepartures;
        private long totalOffered;
        private double totalServable;

        private Node(String name, long capacity, Policy policy, DoubleUnaryOperator rate) {
            this.id = nodes.size() + 1;
            this.name = name;
            this.capacity = capacity;
            this.policy = policy;
            this.rate = rate;
        }

        Node kind(String value) {
            kind = value;
            return this;
        }

        Node workInProgress() {
            running = true;
            kind = "thread-per-task";
            return this;
        }

        Node startingWith(long items) {
            queued = items;
            tally.depthMin = items;
            tally.depthMax = items;
            return this;
        }

        Node drainedEvery(double seconds) {
            batchSeconds = seconds;
            return this;
        }

        Node consumers(int count) {
            consumers = count;
            return this;
        }

        Node feeds(Node... next) {
            for (Node node : next) {
                downstream.add(node);
                node.feeders = consumers;
            }
            return this;
        }

        long id() {
            return id;
        }

        List<Window> windows() {
            return windows;
        }

        double realisedUtilisation() {
            return totalServable > 0 ? totalOffered / totalServable : Double.POSITIVE_INFINITY;
        }

        long served() {
            return totalDepartures;
        }

        private long room() {
            return capacity < 0 ? Long.MAX_VALUE : capacity - queued;
        }

        /** Offers items; returns how many were blocked and so remain with whoever offered. */
        private long offer(long items) {
            totalOffered += items;
            long accepted = Math.min(items, room());
            accept(accepted);
            long rest = items - accepted;
            if (rest == 0) {
                return 0;
            }
            switch (policy) {
                case BLOCK -> {
                    tally.blocked += TICK * feeders * rest / items;
                    tally.waiting = feeders;
                    totalOffered -= rest;
                    return rest;
                }
                case EXCEPTION, EXCEPTION_AND_RETRY -> tally.exceptions += rest;
                case FALSE -> tally.falses += rest;
                case DROP_NEWEST -> tally.newest += rest;
                case DROP_OLDEST -> {
                    tally.oldest += rest;
                    tally.arrivals += rest;
                    tally.departures += rest;
                }
                case CALLER_RUNS -> tally.callerRuns += rest;
                case GROW -> throw new IllegalStateException("a growing hop always has room");
            }
            return 0;
        }

        private void accept(long items) {
            queued += items;
            tally.arrivals += items;
            tally.depthMax = Math.max(tally.depthMax, queued);
        }

        private void serve(double time) {
            long servable = servable(time);
            totalServable += servable;
            long wanted = Math.min(servable, queued);
            long room = wanted;
            for (Node next : downstream) {
                if (next.policy == Policy.BLOCK) {
                    room = Math.min(room, next.room());
                }
            }
            long moved = room;
            for (Node next : downstream) {
                next.blocks(moved, wanted);
            }
            take(moved);
            downstream.forEach(next -> pass(next, moved));
            boolean idle = queued == 0 && (servable > wanted || servable == 0);
            if (idle) {
                tally.starved += TICK * consumers * (servable == 0 ? 1 : 1 - (double) wanted / servable);
            }
        }

        private void blocks(long moved, long wanted) {
            if (policy == Policy.BLOCK && moved < wanted && room() == moved) {
                tally.blocked += TICK * feeders * (wanted - moved) / wanted;
                tally.waiting = feeders;
            }
        }

        private void pass(Node next, long items) {
            long before = next.tally.callerRuns;
            next.offer(items);
            long ranHere = next.tally.callerRuns - before;
            debt += ranHere;
            edges.merge(next.id, items, Long::sum);
        }

        private void take(long items) {
            queued -= items;
            tally.departures += items;
            tally.depthMin = Math.min(tally.depthMin, queued);
        }

        private long servable(double time) {
            double mean = rate.applyAsDouble(time) * TICK;
            long servable = poisson(mean);
            if (debt > 0) {
                long paid = Math.min(servable, (long) Math.ceil(debt));
                debt -= paid;
                servable -= paid;
            }
            if (batchSeconds == 0) {
                return servable;
            }
            boolean due = Math.floor(time / batchSeconds) > Math.floor((time - TICK) / batchSeconds);
            return due ? Long.MAX_VALUE / 2 : 0;
        }

        private void closeWindow(long endMillis) {
            totalArrivals += tally.arrivals;
            totalDepartures += tally.departures;
            windows.add(tally.window(endMillis, queued, consumers, feeders, totalArrivals, totalDepartures));
            tally = new Tally();
            tally.depthMin = queued;
            tally.depthMax = queued;
        }

        private Hop hop() {
            return Histories.hop(id, name, kind, capacity, policy.onFull, running);
        }
    }

    private static final class Tally {
        private long arrivals;
        private long departures;
        private long exceptions;
        private long falses;
        private long newest;
        private long oldest;
        private long callerRuns;
        private long depthMin;
        private long depthMax;
        private double blocked;
        private double starved;
        private int waiting;

        private Window window(
                long endMillis, long depth, int consumers, int feeders, long totalArrivals, long totalDepartures) {
            return Histories.window(endMillis)
                    .flow(arrivals, departures)
                    .depth(depthMin, depthMax, depth)
                    .refused(exceptions, falses, newest, oldest)
                    .callerRuns(callerRuns)
                    .blocked((long) (blocked * 1e9), waiting, feeders)
                    .starved((long) (starved * 1e9), consumers)
                    .totals(totalArrivals, totalDepartures)
                    .build();
        }
    }

    Node hop(String name, long capacity, Policy policy, double rate) {
        return hop(name, capacity, policy, time -> rate);
    }

    Node hop(String name, long capacity, Policy policy, DoubleUnaryOperator rate) {
        Node node = new Node(name, capacity, policy, rate);
        nodes.add(node);
        return node;
    }

    /** The first hop is fed by the source. */
    Simulation source(DoubleUnaryOperator itemsPerSecond) {
        offered = itemsPerSecond;
        return this;
    }

    Simulation source(double itemsPerSecond) {
        return source(time -> itemsPerSecond);
    }

    Simulation producers(int count) {
        producers = count;
        return this;
    }

    Simulation run(int seconds) {
        Node first = nodes.get(0);
        first.feeders = producers;
        double[] retries = new double[(seconds + 2) * TICKS];
        for (int tick = 0; tick < seconds * TICKS; tick++) {
            double time = tick * TICK;
            for (int i = nodes.size() - 1; i >= 0; i--) {
                nodes.get(i).serve(time);
            }
            produce(first, time, tick, retries);
            if ((tick + 1) % TICKS == 0) {
                long end = (tick + 1) / TICKS * 1000L;
                nodes.forEach(node -> node.closeWindow(end));
            }
        }
        return this;
    }

    private void produce(Node first, double time, int tick, double[] retries) {
        long items = poisson(offered.applyAsDouble(time) * TICK) + (long) retries[tick];
        if (sourceDebt > 0) {
            sourceDebt -= TICK;
            return;
        }
        long callerRuns = first.tally.callerRuns;
        long refused = first.tally.exceptions;
        first.offer(items);
        sourceDebt += (first.tally.callerRuns - callerRuns) / Math.max(1, first.rate.applyAsDouble(time));
        if (first.policy == Policy.EXCEPTION_AND_RETRY) {
            retries[tick + TICKS] = 2.0 * (first.tally.exceptions - refused);
        }
    }

    Node node(String name) {
        return nodes.stream().filter(node -> node.name.equals(name)).findFirst().orElseThrow();
    }

    List<HopHistory> histories() {
        return nodes.stream()
                .map(node -> new HopHistory(node.hop(), node.windows))
                .toList();
    }

    List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        nodes.forEach(node -> node.edges.forEach((to, count) -> edges.add(new Edge(node.id, to, count))));
        return edges;
    }

    Analysis judge() {
        return judge(Histories.CONTEXT);
    }

    Analysis judge(JvmContext context) {
        return Judge.judge(histories(), edges(), context, Profile.TARGET);
    }

    /** Knuth's method for small means, the normal approximation for large ones. */
    private long poisson(double mean) {
        if (mean <= 0) {
            return 0;
        }
        if (mean > 30) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        long count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }

    /**
     * On and off with exponential lengths; while on, {@code burst} times as much as while off, in the mean
     * {@code rate}.
     */
    static DoubleUnaryOperator bursty(
            RandomGenerator random, double rate, double burst, double onSeconds, double offSeconds, int seconds) {
        double share = onSeconds / (onSeconds + offSeconds);
        double off = rate / (share * burst + 1 - share);
        double[] rates = new double[(int) Math.ceil(seconds / TICK) + 1];
        boolean on = random.nextDouble() < share;
        double until = 0;
        for (int i = 0; i < rates.length; i++) {
            while (i * TICK >= until) {
                on = !on;
                until += -Math.log(1 - random.nextDouble()) * (on ? onSeconds : offSeconds);
            }
            rates[i] = on ? off * burst : off;
        }
        return time -> rates[(int) Math.round(time / TICK)];
    }
}
