package io.manometer.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.util.concurrent.locks.ReentrantLock;
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

    /** The {@link #count} at which to look at thread, item and clock next. */
    transient long lookAt = Long.MAX_VALUE;

    /** Where producers and consumers share the lock: what must have left, of all that arrived, for a look at the consumer. */
    transient long lookAtDeparture = Long.MAX_VALUE;

    /** Depths before and after arrivals; between two arrivals the depth only falls, so no depth of the window lies outside. */
    transient int depthMin = Integer.MAX_VALUE;

    transient int depthMax = Integer.MIN_VALUE;

    public MeteredLock() {}

    public MeteredLock(boolean fair) {
        super(fair);
    }

    /** One item came, under this lock. */
    void arrived(int depthBefore, Object item) {
        if (depthBefore < depthMin) {
            depthMin = depthBefore;
        }
        if (depthBefore >= depthMax) {
            depthMax = depthBefore + 1;
        }
        if (++count >= lookAt) {
            Looks.arrival(this, item);
        }
    }

    /** One item left, under this lock, which producers take too: what left is what came and is there no more. */
    void departed(int depthAfter) {
        if (count - depthAfter >= lookAtDeparture) {
            Looks.departure(this, count - depthAfter);
        }
    }

    /** One item left, under this lock, which only consumers take. */
    void departed() {
        if (++count >= lookAt) {
            Looks.departure(this, count);
        }
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
