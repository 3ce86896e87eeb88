package io.manometer.boot;

import java.util.ArrayList;
import java.util.List;

/**
 * Each buffer without a limit in the order of creation, for a test framework in this JVM that wants to know whose it is. Off,
 * and free, until somebody calls {@link #watch}.
 *
 * <p>Called by reflection, from {@code io.manometer.junit} only: names and types here are a contract with it.
 */
public final class Creations {
    /** What a test run can hold; a buffer needs about 2 KB here. */
    private static final int LIMIT = 10_000;

    private static final List<String[]> SEEN = new ArrayList<>();
    private static volatile boolean watched;
    private static long dropped;

    private Creations() {}

    /** Begins to note; what was created before stays unknown. */
    public static void watch() {
        watched = true;
    }

    /** How many are noted so far. */
    public static int count() {
        synchronized (SEEN) {
            return SEEN.size();
        }
    }

    /**
     * Class of the buffer, site, kind, name of the creating thread, its stack with a frame on each line, and the capacity, which
     * is -1 when there is none.
     */
    public static String[] get(int index) {
        synchronized (SEEN) {
            return SEEN.get(index).clone();
        }
    }

    /** How many were too many to be noted. */
    public static long dropped() {
        synchronized (SEEN) {
            return dropped;
        }
    }

    /** On the creating thread. */
    static void note(Meter meter) {
        if (!watched) {
            return;
        }
        String[] creation = {
            meter.type,
            meter.bufferSite.describe(),
            meter.kind.label,
            Thread.currentThread().getName(),
            Sites.stackAsText(),
            Long.toString(meter.capacity())
        };
        synchronized (SEEN) {
            if (SEEN.size() < LIMIT) {
                SEEN.add(creation);
            } else {
                dropped++;
            }
        }
    }
}
