package io.manometer.boot;

import io.manometer.boot.Meter.Detail;
import jdk.internal.vm.annotation.DontInline;

/**
 * Looks at thread, item and clock, at some of the operations of a hop; mostly under the buffer's own lock, where waiting, blocking and
 * allocating are out of the question: what a look needs once, it makes at the first one.
 */
final class Looks {
    private static final int EDGES_PER_HOP = 16;

    private Looks() {}

    /** At an arrival, which the count of this side includes. */
    @DontInline
    static void arrival(MeteredLock puts, Object item) {
        try {
            Meter meter = puts.meter;
            if (meter == null || Hooks.isOff(Kind.QUEUE)) {
                puts.lookAt = Long.MAX_VALUE;
                return;
            }
            arrival(meter, (long) MeteredLock.COUNT.getOpaque(puts), item);
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    static void arrival(Meter meter, long arrivals, Object item) {
        Detail detail = meter.detail();
        long previous = detail.lastArrivalSample;
        long weight = arrivals - previous;
        if (weight <= 0 || !Detail.LAST_ARRIVAL_SAMPLE.compareAndSet(detail, previous, arrivals)) {
            return; // another thread is looking at the same arrivals
        }
        meter.puts.lookAt = arrivals + gap(meter, arrivals);
        int hash = ThreadTrail.hashOf(Thread.currentThread());
        detail.producerBits |= bit(hash);
        int from = ThreadTrail.lastHop(hash);
        if (from == 0) {
            from = Pools.forkJoinOfCurrentThread(hash);
        }
        if (from != 0 && from != meter.id) {
            countEdge(detail, from, weight);
        }
        if (meter.fifo && detail.probeAt == Long.MAX_VALUE) {
            beginProbe(meter, detail, arrivals);
        }
        Hooks.Sizer measure = Hooks.sizer();
        if (detail.sizeWanted && measure != null) {
            detail.sizeWanted = false;
            detail.itemSize = (int) Math.min(Integer.MAX_VALUE, measure.sizeOf(item));
        }
    }

    /** At a departure, the one with this number. */
    @DontInline
    static void departure(MeteredLock takes, long number) {
        try {
            Meter meter = takes.meter;
            if (meter == null || Hooks.isOff(Kind.QUEUE)) {
                takes.lookAt = Long.MAX_VALUE;
                takes.lookAtDeparture = Long.MAX_VALUE;
                return;
            }
            departure(meter, number);
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    static void departure(Meter meter, long number) {
        Detail detail = meter.detail();
        long probe = (long) Detail.PROBE_AT.getAcquire(detail);
        if (number >= probe) {
            endProbe(detail, probe);
        }
        if (number >= detail.consumerLookAt) {
            detail.consumerLookAt = number + gap(meter, number);
            rememberConsumer(meter);
        }
        meter.lookAtDeparture(Math.min(detail.consumerLookAt, detail.probeAt));
        // A producer with another lock may have begun a probe meanwhile, and must not be overwritten.
        java.lang.invoke.VarHandle.fullFence();
        long begun = detail.probeAt;
        if (begun < meter.lookAtDeparture()) {
            meter.lookAtDeparture(begun);
        }
    }

    private static void beginProbe(Meter meter, Detail detail, long arrivals) {
        detail.probeStart = System.nanoTime();
        long number = meter.numberOfDeparture(arrivals);
        Detail.PROBE_AT.setVolatile(detail, number);
        if (meter.sharesLock()) {
            meter.puts.lookAtDeparture = Math.min(meter.puts.lookAtDeparture, number);
            return;
        }
        if (number < meter.lookAtDeparture()) {
            meter.lookAtDeparture(number);
        }
        if (meter.departures() >= number) {
            // The item is gone already; left standing, the probe would time the gap until the next one.
            detail.probeAt = Long.MAX_VALUE;
        }
    }

    private static void endProbe(Detail detail, long probe) {
        long wait = Math.max(0, System.nanoTime() - detail.probeStart);
        if (!Detail.PROBE_AT.compareAndSet(detail, probe, Long.MAX_VALUE)) {
            return; // another thread ended it
        }
        detail.sojournCount++;
        detail.sojournSum += wait;
        detail.sojournMin = Math.min(detail.sojournMin, wait);
        detail.sojournMax = Math.max(detail.sojournMax, wait);
        Waits waits = detail.waits;
        if (waits != null) {
            waits.add(wait);
        }
    }

    /** The item under the probe may be the one that was removed. */
    static void loseProbe(Meter meter) {
        Detail detail = meter.detailIfAny();
        if (detail != null && detail.probeAt != Long.MAX_VALUE) {
            detail.probeAt = Long.MAX_VALUE;
            Health.lostProbes.incrementAndGet();
        }
    }

    /** The current thread takes work from this hop. */
    static void rememberConsumer(Meter meter) {
        int hash = ThreadTrail.hashOf(Thread.currentThread());
        ThreadTrail.took(hash, meter.id);
        Detail detail = meter.detail();
        detail.consumerBits |= bit(hash);
        if (detail.consumerThreads == null) {
            detail.consumerThreads = Pools.pattern(Thread.currentThread().getName());
        }
    }

    static void countEdge(Detail detail, int from, long weight) {
        int[] froms = detail.edgeFrom;
        long[] counts = detail.edgeCount;
        if (froms == null || counts == null) {
            froms = new int[EDGES_PER_HOP];
            counts = new long[EDGES_PER_HOP];
            detail.edgeCount = counts;
            detail.edgeFrom = froms;
        }
        for (int i = 0; i < EDGES_PER_HOP; i++) {
            if (froms[i] == from || (froms[i] == 0 && claim(froms, i, from))) {
                long ignored = (long) Detail.COUNTS.getAndAdd(counts, i, weight);
                return;
            }
        }
        Health.lostEdges.addAndGet(weight);
    }

    /** False when another thread took the entry for another hop. */
    private static boolean claim(int[] froms, int index, int from) {
        return Detail.FROMS.compareAndSet(froms, index, 0, from) || froms[index] == from;
    }

    /** One in {@code sampleGap} on average, at uneven distances so that no pattern of the application is met in step. */
    private static long gap(Meter meter, long count) {
        int mean = meter.sampleGap;
        if (mean <= 1) {
            return 1;
        }
        long mixed = (count * 0x9E3779B97F4A7C15L) >>> 33;
        return 1 + mixed % (2L * mean - 1);
    }

    private static long bit(int threadHash) {
        return 1L << ((threadHash * 0x9E3779B9) >>> 26);
    }
}
