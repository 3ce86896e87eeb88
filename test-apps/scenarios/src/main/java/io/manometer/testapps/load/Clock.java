package io.manometer.testapps.load;

import java.util.concurrent.locks.LockSupport;

/** Waiting until a deadline. Late is fine, everybody here catches up; early by less than a park is worth is fine too. */
final class Clock {
    /** Shorter waits are left to the next one: a park costs a context switch whatever its length. */
    static final long SHORTEST_PARK = 500_000;

    private Clock() {}

    static void parkUntil(long deadline) throws InterruptedException {
        for (long left = deadline - System.nanoTime(); left > SHORTEST_PARK; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
