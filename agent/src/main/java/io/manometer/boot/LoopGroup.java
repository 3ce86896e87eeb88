package io.manometer.boot;

import org.jspecify.annotations.Nullable;

/**
 * The event loops of one group as one hop: depth is the sum of their task queues, starved is the time in which they waited for events.
 * Netty leaves the queues without a limit on purpose.
 */
public final class LoopGroup implements WindowSource {
    private static final long EXACT_RATE = 20_000;
    private static final long SAMPLED_RATE = 5_000;

    private final String type;
    private final String queueType;
    private @Nullable Meter meter;
    private volatile String threads = "";

    /** One task in so many is looked at for its thread and its wait. */
    volatile int gap = 1;

    private volatile long instances;
    private long loops;
    private int known;
    private int waiting;
    private long depth;
    private long lowest;
    private long highest;
    private long arrivals;
    private long departures;
    private long refused;
    private long idle;
    private long sojournCount;
    private long sojournSum;
    private long sojournMin;
    private long sojournMax;
    private long totalArrivals;
    private long totalDepartures;
    private int windowsEmpty;

    LoopGroup(String type, String queueType) {
        this.type = type;
        this.queueType = queueType;
    }

    void measuredBy(Meter own) {
        meter = own;
    }

    @Nullable
    Meter meter() {
        return meter;
    }

    void runsOn(Thread thread) {
        if (threads.isEmpty()) {
            threads = Pools.pattern(thread.getName());
        }
    }

    // ---------------------------------------------------------------- one window, on the sampler's thread

    void begin() {
        loops = 0;
        known = 0;
        waiting = 0;
        depth = 0;
        lowest = 0;
        highest = 0;
        arrivals = 0;
        departures = 0;
        refused = 0;
        idle = 0;
        sojournCount = 0;
        sojournSum = 0;
        sojournMin = Long.MAX_VALUE;
        sojournMax = 0;
    }

    void add(Loop loop, long now) {
        loops++;
        long departed = loop.departures;
        long arrived = Math.max(departed, loop.arrivals());
        long queued = arrived - departed;
        long before = loop.toldArrivals - loop.toldDepartures;
        lowest += Math.min(Math.min(loop.lowest, before), queued);
        highest += Math.max(Math.max(loop.highest, before), queued);
        loop.lowest = Long.MAX_VALUE;
        loop.highest = 0;
        depth += queued;
        arrivals += arrived - loop.toldArrivals;
        departures += departed - loop.toldDepartures;
        loop.toldArrivals = arrived;
        loop.toldDepartures = departed;
        long refusals = loop.refusals();
        refused += refusals - loop.toldRefused;
        loop.toldRefused = refusals;
        sojournCount += loop.sojournCount - loop.toldSojournCount;
        sojournSum += loop.sojournSum - loop.toldSojournSum;
        loop.toldSojournCount = loop.sojournCount;
        loop.toldSojournSum = loop.sojournSum;
        sojournMin = Math.min(sojournMin, loop.sojournMin);
        sojournMax = Math.max(sojournMax, loop.sojournMax);
        loop.sojournMin = Long.MAX_VALUE;
        loop.sojournMax = 0;
        long clock = loop.idle.read();
        if (loop.idleKnown) {
            known++;
            waiting += WaitClock.waiters(clock);
            if (loop.toldAt != 0) {
                idle += WaitClock.nanosBetween(loop.toldIdle, loop.toldAt, clock, now);
            }
        }
        loop.toldIdle = clock;
        loop.toldAt = now;
    }

    void end() {
        totalArrivals += arrivals;
        totalDepartures += departures;
        instances = Math.max(1, loops);
        windowsEmpty = loops == 0 ? windowsEmpty + 1 : 0;
    }

    boolean isGone() {
        return windowsEmpty > 0;
    }

    @Override
    public boolean fill(Sample sample, long now, long windowNanos) {
        sample.arrivals = arrivals;
        sample.departures = departures;
        sample.depth = depth;
        sample.depthMin = lowest;
        sample.depthMax = highest;
        sample.consumers = known;
        sample.consumersWaiting = waiting;
        sample.consumerStarved = Math.min(idle, windowNanos * Math.max(1, known));
        sample.refused[Meter.Refusals.EXCEPTION] = refused;
        sample.sojournCount = sojournCount;
        if (sojournCount > 0) {
            sample.sojournMean = sojournSum / sojournCount;
            sample.sojournMin = Math.min(sojournMin, sample.sojournMean);
            sample.sojournMax = Math.max(sojournMax, sample.sojournMean);
        }
        sample.totalArrivals = totalArrivals;
        sample.totalDepartures = totalDepartures;
        long perSecond = (long) (arrivals * 1e9 / Math.max(1, windowNanos));
        gap = perSecond <= EXACT_RATE ? 1 : (int) (perSecond / SAMPLED_RATE);
        boolean busy = known > 0 && idle < windowNanos * known * 99 / 100;
        return arrivals > 0 || departures > 0 || depth > 0 || refused > 0 || busy;
    }

    // ---------------------------------------------------------------- what it is

    @Override
    public String type() {
        return type;
    }

    /** Class of the loops' task queues. */
    public String queueType() {
        return queueType;
    }

    @Override
    public String name() {
        return "";
    }

    @Override
    public String unit() {
        return "items";
    }

    @Override
    public String onFull() {
        Meter own = meter;
        return own != null && own.bounded() ? "REJECT" : "GROW";
    }

    @Override
    public String threads() {
        return threads;
    }

    @Override
    public long instances() {
        return instances;
    }
}
