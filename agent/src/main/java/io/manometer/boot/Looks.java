package io.manometer.boot;

import java.lang.invoke.VarHandle;
import java.util.concurrent.ForkJoinWorkerThread;
import jdk.internal.vm.annotation.DontInline;

/**
 * Looks at thread and clock, at some of the operations of a hop; mostly under the buffer's own lock, where waiting and blocking are out of
 * the question, and what is needed once is made at the first look. A look is never inlined: inside the compiled code of a queue it would cost
 * every operation more than the call does, which keeps values in memory that were in registers.
 */
final class Looks {
    private Looks() {}

    /** At an arrival under the producers' lock, which is counted already. */
    @DontInline
    static void arrival(MeteredLock puts) {
        try {
            Meter meter = puts.meter;
            if (meter == null || Hooks.queuesOff) {
                puts.neverLook();
                return;
            }
            long arrivals = puts.count;
            long weight = arrivals - meter.lookedAt;
            meter.lookedAt = arrivals;
            puts.lookAt(arrivals + gap(meter.sampleGap, arrivals));
            producer(meter, weight);
            if (meter.fifo && meter.probeAt == Long.MAX_VALUE) {
                beginProbe(meter, arrivals);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    /**
     * At a departure under the consumers' lock, which is counted already. Told nothing but the lock: what the compiled code of a queue would have to work out for this
     * call it works out before every operation.
     */
    @DontInline
    static void departure(MeteredLock takes) {
        try {
            Meter meter = takes.meter;
            if (meter == null || Hooks.queuesOff) {
                takes.neverLook();
                return;
            }
            long number = departures(meter, takes);
            if (number < 0) {
                takes.neverLook();
                return;
            }
            departure(meter, number);
        } catch (Throwable e) {
            Health.suppressed(Kind.QUEUE, e);
        }
    }

    /** What has left; where both ends share the lock, what came and is there no more. -1 where this JDK doesn't let the depth be read. */
    private static long departures(Meter meter, MeteredLock takes) {
        if (!meter.sharesLock()) {
            return takes.count;
        }
        Object buffer = meter.get();
        int depth = buffer == null ? -1 : Internals.depth(buffer);
        return depth < 0 ? -1 : Math.max(0, takes.count - depth);
    }

    /** At a departure that is counted atomically, or at several under the consumers' lock; the last one has this number. */
    @DontInline
    static void departure(Meter meter, long number) {
        long probe = meter.probeAt;
        if (number >= probe) {
            long wait = System.nanoTime() - meter.probeStart;
            if (Meter.PROBE_AT.compareAndSet(meter, probe, Long.MAX_VALUE)) {
                meter.waited(wait);
            }
        }
        if (number >= meter.consumerLookAt) {
            meter.consumerLookAt = number + gap(meter.sampleGap, number);
            rememberConsumer(meter);
        }
        long next = Math.min(meter.consumerLookAt, meter.probeAt);
        meter.lookAtDeparture(next);
        // A producer, under its own lock, may have begun a probe meanwhile.
        VarHandle.fullFence();
        long begun = meter.probeAt;
        if (begun < next) {
            meter.lookAtDeparture(begun);
        }
    }

    /** At an arrival that is counted atomically, as the one with this number. */
    @DontInline
    static void atomicArrival(Meter meter, long arrivals, Object item) {
        long previous = meter.lookedAt;
        if (arrivals <= previous || !Meter.LOOKED_AT.compareAndSet(meter, previous, arrivals)) {
            return; // another thread is looking at the same arrivals
        }
        meter.puts.lookAt(arrivals + gap(meter.sampleGap, arrivals));
        producer(meter, arrivals - previous);
        if (meter.fifo && meter.probeAt == Long.MAX_VALUE) {
            beginProbe(meter, arrivals);
        }
        measure(meter, item);
    }

    /** At some arrivals of the current thread, which are counted already and end with this item. */
    @DontInline
    static void countedArrivals(Meter meter, long weight, Object item) {
        producer(meter, weight);
        measure(meter, item);
    }

    /** The current thread takes work from this hop. */
    static void rememberConsumer(Meter meter) {
        int hash = ThreadTrail.hashOf(Thread.currentThread());
        ThreadTrail.took(hash, meter.id);
        meter.consumerBits |= bit(hash);
        if (meter.consumerThreads.isEmpty() && meter.pool == null) {
            meter.consumerThreads = Pools.pattern(Thread.currentThread().getName());
        }
    }

    /** Once a window the size of an item is taken; here, where the item is at hand. */
    static void measure(Meter meter, Object item) {
        Hooks.Sizer sizer = Hooks.sizer();
        if (meter.sizeWanted && sizer != null) {
            meter.sizeWanted = false;
            meter.itemSize = (int) Math.min(Integer.MAX_VALUE, sizer.sizeOf(item));
        }
    }

    /** The item under the probe may be the one that was removed. */
    static void loseProbe(Meter meter) {
        if (meter.probeAt != Long.MAX_VALUE) {
            meter.probeAt = Long.MAX_VALUE;
            Health.lostProbes.incrementAndGet();
        }
    }

    private static void producer(Meter meter, long weight) {
        int hash = ThreadTrail.hashOf(Thread.currentThread());
        meter.producerBits |= bit(hash);
        int from = ThreadTrail.lastHop(hash);
        if (from == 0 && Thread.currentThread() instanceof ForkJoinWorkerThread) {
            from = Pools.forkJoinOfCurrentThread(hash);
        }
        if (from == 0 || from == meter.id) {
            return;
        }
        countEdge(meter, from, weight);
    }

    /** So much of what arrived came from threads that do the work of another hop. */
    static void countEdge(Meter meter, int from, long weight) {
        if (meter.edgeFrom == from || (meter.edgeFrom == 0 && Meter.EDGE_FROM.compareAndSet(meter, 0, from))) {
            long ignored = (long) Meter.EDGE_COUNT.getAndAdd(meter, weight);
        } else if (!meter.otherEdges().count(from, weight)) {
            Health.lostEdges.addAndGet(weight);
        }
    }

    private static void beginProbe(Meter meter, long arrivals) {
        meter.probeStart = System.nanoTime();
        MeteredLock takes = meter.takes;
        if (meter.puts == takes) {
            meter.probeAt = arrivals;
            takes.lookByDeparture(arrivals);
            return;
        }
        long number = meter.initialDepth + arrivals;
        meter.probeAt = number;
        takes.lookBy(number);
        if ((long) MeteredLock.COUNT.getVolatile(takes) >= number) {
            // The item is gone already; left standing, the probe would time the gap until the next one.
            meter.probeAt = Long.MAX_VALUE;
        }
    }

    /** One in {@code mean} on average, at uneven distances so that no pattern of the application is met in step. */
    static long gap(int mean, long count) {
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
