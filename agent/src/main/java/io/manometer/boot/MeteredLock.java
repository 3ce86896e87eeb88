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

    /** In place of the lowest depth: nothing arrived in this window. */
    static final int NONE = Integer.MAX_VALUE;

    /** So far from the count, a number still compares as it should. */
    private static final long FAR = 1 << 30;

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

    /**
     * The {@link #count} at which to look at thread and clock next: its lower half, as is the next one, so that a lock stays small.
     * What is compared is the sign of the difference, which is right within two billion.
     */
    private transient int lookAt = Integer.MAX_VALUE;

    /** Where producers and consumers share the lock: what must have left, of all that arrived, for a look at the consumer. */
    private transient int lookAtDeparture = Integer.MAX_VALUE;

    /**
     * The lowest depth before an arrival of this window; {@link #NONE} when there was none. Between two arrivals the depth only falls, so no
     * depth of the window lies below it or above {@link #depthMax}.
     */
    transient int depthMin = NONE;

    /** The highest depth after an arrival of this window. */
    transient int depthMax;

    public MeteredLock() {}

    public MeteredLock(boolean fair) {
        super(fair);
    }

    /** One item came, under this lock. */
    @ForceInline
    void arrived(int depthBefore) {
        if (depthBefore < depthMin) {
            depthMin = depthBefore;
        }
        if (depthBefore >= depthMax) {
            depthMax = depthBefore + 1;
        }
        long number = count + 1;
        count = number;
        if ((int) number - lookAt >= 0) {
            Looks.arrival(this);
        }
    }

    /** One item left, under this lock, which producers take too: what left is what came and is there no more. */
    @ForceInline
    void departed(int depthAfter) {
        if ((int) count - depthAfter - lookAtDeparture >= 0) {
            Looks.departure(this);
        }
    }

    /** One item left, under this lock, which only consumers take. */
    @ForceInline
    void departed() {
        long number = count + 1;
        count = number;
        if ((int) number - lookAt >= 0) {
            Looks.departure(this);
        }
    }

    /** Whether a look is due at this count. */
    boolean isDue(long number) {
        return (int) number - lookAt >= 0;
    }

    /** The next look is at this count, or as good as never. */
    void lookAt(long number) {
        lookAt = near(number);
    }

    /** The next look is at this count at the latest. */
    void lookBy(long number) {
        if (!isDue(number)) {
            lookAt = (int) number;
        }
    }

    /** Where the ends share the lock: the next look is when so many have left. */
    void lookAtDeparture(long number) {
        lookAtDeparture = near(number);
    }

    /** The same, at the latest. */
    void lookByDeparture(long number) {
        if ((int) number - lookAtDeparture < 0) {
            lookAtDeparture = (int) number;
        }
    }

    void neverLook() {
        lookAt(Long.MAX_VALUE);
        lookAtDeparture(Long.MAX_VALUE);
    }

    private int near(long number) {
        long at = count;
        return (int) Math.max(at - FAR, Math.min(at + FAR, number));
    }

    /** The depth before and after several items came at once. */
    void noteDepths(int before, int after) {
        if (before < depthMin) {
            depthMin = before;
        }
        if (after > depthMax) {
            depthMax = after;
        }
    }

    void forgetDepths() {
        depthMin = NONE;
        depthMax = 0;
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
