package io.manometer.boot;

import java.lang.reflect.Field;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a queue that was built under the agent: a plain ReentrantLock that also knows the queue's meter, so that a hook that runs
 * under the lock finds the meter without a look-up. It overrides nothing that locks, and it is written to a stream as the plain
 * lock that it stands for, so a serialised queue can be read where there is no agent.
 */
public final class MeteredLock extends ReentrantLock {
    private static final long serialVersionUID = 1L;

    transient @Nullable Meter meter;

    public MeteredLock() {}

    public MeteredLock(boolean fair) {
        super(fair);
    }

    /** The meter that this lock carries; by look-up when the queue was built before the agent. */
    static @Nullable Meter meterOf(Object lock, Object queue) {
        if (lock instanceof MeteredLock metered) {
            Meter meter = metered.meter;
            if (meter != null) {
                return meter;
            }
        }
        return Meters.find(queue);
    }

    static void carry(Object lock, Meter meter) {
        if (lock instanceof MeteredLock metered) {
            metered.meter = meter;
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
