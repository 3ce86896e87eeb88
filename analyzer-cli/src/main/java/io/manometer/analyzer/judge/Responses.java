package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Shares;
import io.manometer.analyzer.model.Window;
import java.util.List;
import java.util.function.ToLongFunction;

/** How a hop's limit answers: what share of time or offers was blocked, refused, paused or run by the caller. */
final class Responses {
    static final double BLOCKED = 0.10;

    /** At twice the load a producer waits exactly half of its time, so a threshold of one half would be a coin toss. */
    static final double BLOCKED_STRONGLY = 0.40;

    /** Enough to say, of a buffer that is full, that producers wait: 1 - 1/rho is below 10 % up to an overload of 1.11. */
    static final double SEEN_BLOCKING = 0.02;

    static final double REFUSED = 0.01;
    static final double PAUSED = 0.10;
    static final double CALLER_RUNS = 0.01;
    static final double ADDED_NOT_WRITABLE = 0.10;

    private Responses() {}

    static Shares of(List<Window> windows) {
        return of(windows, Window::paused);
    }

    /** @param pausedNanos how much of a window's paused time counts as an answer */
    static Shares of(List<Window> windows, ToLongFunction<Window> pausedNanos) {
        double nanos = 0;
        double blocked = 0;
        double paused = 0;
        double notWritable = 0;
        double offers = 0;
        double refused = 0;
        double callerRuns = 0;
        double arrivals = 0;
        double added = 0;
        for (Window window : windows) {
            nanos += window.nanos();
            blocked += blockedNanos(window);
            paused += pausedNanos.applyAsLong(window);
            notWritable += window.notWritable();
            offers += Series.offers(window);
            refused += window.refused();
            callerRuns += window.callerRuns();
            arrivals += window.arrivals();
            added += window.addedNotWritable();
        }
        return new Shares(
                share(blocked, nanos),
                share(refused, offers),
                share(paused, nanos),
                share(callerRuns, offers),
                share(notWritable, nanos),
                share(added, arrivals));
    }

    /** Whether any of the answers is above its threshold. */
    static boolean activated(Shares shares) {
        return shares.refused() >= REFUSED || shares.callerRuns() >= CALLER_RUNS || heldBack(shares) >= BLOCKED;
    }

    /**
     * Share of the time that producers were kept from producing, by whichever of the three families: waiting for room,
     * a consumer that asks for nothing, or a signal to stop that was heeded (next to nothing added while it was up).
     */
    static double heldBack(Shares shares) {
        double heeded = shares.addedNotWritable() < REFUSED ? shares.notWritable() : 0;
        return Math.max(Math.max(shares.blocked(), shares.paused()), heeded);
    }

    /**
     * Blocked time of a typical producer in the window. Dividing by the producers makes it "how much of its time did a
     * producer wait", whatever their number. Where each producer added about once (a thread per request), their life
     * before and after is unknown; then it is the time during which anybody waited.
     */
    static double blockedNanos(Window window) {
        int producers = Math.max(1, Math.max(window.producers(), window.producersWaiting()));
        boolean crowd = producers > 1 && window.arrivals() < 2L * producers;
        double each = crowd ? window.producerBlocked() : (double) window.producerBlocked() / producers;
        return Math.min(window.nanos(), each);
    }

    private static double share(double part, double whole) {
        return whole > 0 ? Math.min(1, part / whole) : 0;
    }
}
