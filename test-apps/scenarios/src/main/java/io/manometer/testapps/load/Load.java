package io.manometer.testapps.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of a program under load: starts its threads, drives its sources, keeps its ledgers.
 *
 * <p>All threads are daemons and never stop by themselves, so the load is still on when the program exits: a backlog must
 * not drain, nor a producer be released, before the recording ends.
 */
public final class Load {
    private final Duration length;
    private final long seed;
    private final long start = System.nanoTime();
    private final long startMillis = System.currentTimeMillis();
    private final List<Ledger> ledgers = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();

    private record Source(Pace pace, long seed, Ledger into) {}

    /** @param length how long the caller means to let it run; programs place their turning points by it */
    public Load(Duration length, long seed) {
        this.length = length;
        this.seed = seed;
    }

    public Duration length() {
        return length;
    }

    /** Books for a hop with one server that can do so many items per second. */
    public Ledger ledger(String hop, double perSecond) {
        return ledger(hop, 1, perSecond);
    }

    /** Books for a hop whose servers together can do so many items per second. */
    public Ledger ledger(String hop, int servers, double perSecond) {
        Ledger ledger = new Ledger(hop, servers, perSecond);
        ledgers.add(ledger);
        return ledger;
    }

    /** Starts a thread that offers item 1, 2, 3, ... to a hop, at a pace; each call counts as offered. */
    public void source(String thread, Pace pace, Ledger into, Offer offer) {
        Source source = new Source(pace, seed + 31L * sources.size(), into);
        sources.add(source);
        startOnce(thread, () -> drive(source, offer));
    }

    /** Starts a thread that does one thing again and again, for ever. */
    public void server(String thread, Step step) {
        startOnce(thread, () -> {
            while (true) {
                step.run();
            }
        });
    }

    /** Starts a thread that does one thing, once. */
    public void startOnce(String thread, Step step) {
        Thread worker = new Thread(() -> runUntilInterrupted(step), thread);
        worker.setDaemon(true);
        worker.start();
    }

    /** Does something once, after a share of the run's length. */
    public void after(double share, Step step) {
        startOnce("after-" + share, () -> {
            Clock.parkUntil(start + (long) (length.toNanos() * share));
            step.run();
        });
    }

    /** Waits on the calling thread, as a caller does that was refused. */
    public void backOff(Duration time) {
        try {
            Clock.parkUntil(System.nanoTime() + time.toNanos());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the end of the run. */
    public void awaitEnd() throws InterruptedException {
        Clock.parkUntil(start + length.toNanos());
    }

    /** What has really happened so far. */
    public Truth truth(String program) {
        double seconds = (System.nanoTime() - start) / 1e9;
        List<Truth.Hop> hops = ledgers.stream()
                .map(ledger -> ledger.close(start, elapsed -> demandOn(ledger, elapsed)))
                .toList();
        return new Truth(program, seed, startMillis, seconds, hops);
    }

    /** A hop that no source feeds directly is fed by the stages before it: each source item passes it once. */
    private long demandOn(Ledger ledger, long elapsed) {
        boolean direct = sources.stream().anyMatch(source -> source.into == ledger);
        return sources.stream()
                .filter(source -> !direct || source.into == ledger)
                .mapToLong(source -> source.pace.arrivalsWithin(source.seed, elapsed))
                .sum();
    }

    private void drive(Source source, Offer offer) throws InterruptedException {
        Pace.Schedule schedule = source.pace.schedule(source.seed);
        for (long number = 1; ; number++) {
            long due = start + schedule.next();
            while (!source.pace.patient() && due < System.nanoTime() - Clock.SHORTEST_PARK * 10) {
                due = start + schedule.next();
            }
            Clock.parkUntil(due);
            source.into.offered();
            offer.item(number);
        }
    }

    private static void runUntilInterrupted(Step step) {
        try {
            step.run();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands one item in. */
    @FunctionalInterface
    public interface Offer {
        void item(long number) throws InterruptedException;
    }

    /** Something a thread does. */
    @FunctionalInterface
    public interface Step {
        void run() throws InterruptedException;
    }
}
