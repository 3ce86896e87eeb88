package io.manometer.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.util.concurrent.locks.ReentrantLock;
import jdk.internal.vm.annotation.ForceInline;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a queue that was built under the agent: a plain ReentrantLock that also holds what is counted under it, so that counting
 * touches no memory but the lock, which was just taken. It overrides nothing that locks, and it is written to a stream as the plain
 * lock that it stands for, so a serialised queue can be read where there is no agent. A meter whose buffer has another lock or none
 * counts in one that nobody locks.
 */
public final class MeteredLock extends ReentrantLock {
    private static final long serialVersionUID = 1L;

    static final VarHandle COUNT;

    /** No arrival in this window: no depth lies between the limits. */
    static final long NO_DEPTHS = (long) Integer.MIN_VALUE << 32;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(MeteredLock.class, "count", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Null while the queue is under construction, and for ever when it is beyond limit.hops. */
    transient @Nullable Meter meter;

    /** What arrived; in a lock that only consumers take, what left. */
    transient long count;

    /** The {@link #count} at which to look at thread and clock next. */
    transient long lookAt = Long.MAX_VALUE;

    /** Where producers and consumers share the lock: what must have left, of all that arrived, for a look at the consumer. */
    transient long lookAtDeparture = Long.MAX_VALUE;

    /**
     * The lowest depth before an arrival and the highest after one, of this window: see {@link #depthMin}. Between two arrivals the depth
     * only falls, so no depth of the window lies outside.
     */
    transient long depths = NO_DEPTHS;

    public MeteredLock() {}

    public MeteredLock(boolean fair) {
        super(fair);
    }

    /** One item came, under this lock. */
    @ForceInline
    void arrived(int depthBefore) {
        noteDepth(depthBefore);
        if (++count >= lookAt) {
            Looks.arrival(this);
        }
    }

    /** One item left, under this lock, which producers take too: what left is what came and is there no more. */
    @ForceInline
    void departed(int depthAfter) {
        if (count - depthAfter >= lookAtDeparture) {
            Looks.departure(this, count - depthAfter);
        }
    }

    /** One item left, under this lock, which only consumers take. */
    @ForceInline
    void departed() {
        if (++count >= lookAt) {
            Looks.departure(this, count);
        }
    }

    /**
     * Both limits are in one long, so that one comparison tells whether a depth lies between them: the lower half holds the lowest depth, the
     * upper one how many depths lie between, both less {@link Integer#MIN_VALUE} to compare as if without a sign.
     */
    @ForceInline
    void noteDepth(int depthBefore) {
        long known = depths;
        if (depthBefore - (int) known >= (int) (known >> 32)) {
            widen(known, depthBefore, depthBefore + 1);
        }
    }

    @ForceInline
    private void widen(long known, int from, int to) {
        boolean first = known == NO_DEPTHS;
        int min = first || from < depthMin(known) ? from : depthMin(known);
        int max = first || to > depthMax(known) ? to : depthMax(known);
        depths = ((long) (max - min + Integer.MIN_VALUE) << 32) | ((min + Integer.MIN_VALUE) & 0xFFFFFFFFL);
    }

    /** Several items came at once. */
    void noteDepths(int depthBefore, int depthAfter) {
        widen(depths, depthBefore, depthAfter);
    }

    @ForceInline
    static int depthMin(long depths) {
        return (int) depths - Integer.MIN_VALUE;
    }

    @ForceInline
    static int depthMax(long depths) {
        return depthMin(depths) + (int) (depths >> 32) - Integer.MIN_VALUE;
    }

    /** A plain lock around the same synchronizer, to which the conditions of the queue belong. */
    private Object writeReplace() throws IllegalAccessException {
        Field sync = Internals.lockSync;
        ReentrantLock plain = new ReentrantLock();
        if (sync != null) {
            sync.set(plain, sync.get(this));
        }
        return plain;
    }
}
