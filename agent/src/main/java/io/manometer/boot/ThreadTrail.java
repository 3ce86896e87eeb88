package io.manometer.boot;

/**
 * From which hop each thread last took work, in one fixed table of racy longs: no state per thread, however many virtual threads
 * there are. Two threads that share a slot overwrite each other; the entry carries the thread's identity hash, so a foreign
 * entry reads as "unknown" rather than as a wrong hop.
 */
final class ThreadTrail {
    private static final int SIZE = 1 << 14;
    private static final long[] SLOTS = new long[SIZE];

    private ThreadTrail() {}

    /** A hash that is stable for the thread's life; reading it calls no method that an application can override. */
    static int hashOf(Thread thread) {
        return System.identityHashCode(thread);
    }

    static void took(int threadHash, int hop) {
        SLOTS[slot(threadHash)] = ((long) threadHash << 32) | hop;
    }

    /** The hop that the thread last took work from; 0 when unknown. */
    static int lastHop(int threadHash) {
        long entry = SLOTS[slot(threadHash)];
        return (int) (entry >>> 32) == threadHash ? (int) entry : 0;
    }

    private static int slot(int threadHash) {
        return (threadHash * 0x9E3779B9) >>> (32 - 14);
    }
}
