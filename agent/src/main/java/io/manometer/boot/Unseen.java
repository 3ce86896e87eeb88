package io.manometer.boot;

import java.lang.invoke.VarHandle;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What left an old LinkedBlockingQueue unseen. A consumer that waits in it while the agent is attached, such as an idle thread of a pool,
 * takes its next item in code from before the agent, which counts nothing. The queue's own count tells.
 */
final class Unseen {
    /** Operations under way make one reading wrong by chance, but not so many in a row. */
    static final int READINGS = 5;

    private long total;
    private long least = Long.MAX_VALUE;
    private int readings;

    /** Departures that no hook saw, so far; to be asked for once a window, by the sampler. */
    static long departures(Meter meter, Meter.Last last) {
        if (!meter.seenLate) {
            return 0;
        }
        Object buffer = meter.get();
        if (buffer == null) {
            return last.clocks().unseen().total;
        }
        VarHandle counts = Internals.linkedQueueCount;
        if (counts == null || !(buffer instanceof LinkedBlockingQueue<?> queue)) {
            return 0;
        }
        Unseen unseen = last.clocks().unseen();
        // In this order whatever happens between the readings makes it too little.
        long arrivals = meter.arrivals();
        int depth = ((AtomicInteger) counts.get(queue)).get();
        long more = unseen.read(meter.initialDepth + arrivals - meter.departures() - depth);
        meter.initialDepth -= more;
        return unseen.total;
    }

    /** How many more are certain to have left, after a reading of so many more in the meter than in the queue. */
    long read(long excess) {
        least = Math.min(least, excess);
        readings++;
        if (least > 0 && readings < READINGS) {
            return 0;
        }
        long left = Math.max(0, least);
        total += left;
        least = Long.MAX_VALUE;
        readings = 0;
        return left;
    }
}
