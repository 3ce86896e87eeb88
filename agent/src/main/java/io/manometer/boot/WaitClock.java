package io.manometer.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Time that threads spend waiting, open waits included, in one long without a lock and without state per thread: the lower 20
 * bits count who waits now; the upper 44 hold the sum of end times minus the sum of start times in units of 1.024 µs, modulo
 * 2^44. With {@code n} waiters at time {@code t} the total is {@code sum + n * t}, and a difference of two totals is right as
 * long as it is below 2^44 units (200 days of waiting within one window).
 */
final class WaitClock {
    static final int WAITER_BITS = 20;
    private static final long WAITER_MASK = (1L << WAITER_BITS) - 1;
    private static final int UNIT_SHIFT = 10;
    private static final VarHandle PACKED;

    static {
        try {
            PACKED = MethodHandles.lookup().findVarHandle(WaitClock.class, "packed", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // through PACKED
    private volatile long packed;

    void begin(long nanoTime) {
        long ignored = (long) PACKED.getAndAdd(this, begun(nanoTime));
    }

    void end(long nanoTime) {
        long ignored = (long) PACKED.getAndAdd(this, ended(nanoTime));
    }

    /** Of a clock that only one thread ever sets, which then has no need to do it atomically. */
    void beginAlone(long nanoTime) {
        PACKED.setRelease(this, packed + begun(nanoTime));
    }

    void endAlone(long nanoTime) {
        PACKED.setRelease(this, packed + ended(nanoTime));
    }

    private static long begun(long nanoTime) {
        return 1L - (units(nanoTime) << WAITER_BITS);
    }

    private static long ended(long nanoTime) {
        return (units(nanoTime) << WAITER_BITS) - 1L;
    }

    /** A consistent reading, for {@link #waiters} and {@link #nanosBetween}. */
    long read() {
        return packed;
    }

    static int waiters(long reading) {
        return (int) (reading & WAITER_MASK);
    }

    /** Nanoseconds waited between two readings and the times at which they were taken, summed over threads. */
    static long nanosBetween(long earlier, long earlierNanoTime, long later, long laterNanoTime) {
        long difference = total(later, laterNanoTime) - total(earlier, earlierNanoTime);
        // Sign extension from 44 bits: skew between reading and clock can make it slightly negative.
        long signed = (difference << WAITER_BITS) >> WAITER_BITS;
        return Math.max(0, signed) << UNIT_SHIFT;
    }

    private static long total(long reading, long nanoTime) {
        return (reading >> WAITER_BITS) + waiters(reading) * units(nanoTime);
    }

    private static long units(long nanoTime) {
        return nanoTime >> UNIT_SHIFT;
    }
}
