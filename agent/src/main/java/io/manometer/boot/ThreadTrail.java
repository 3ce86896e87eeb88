package io.manometer.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import jdk.internal.vm.annotation.ForceInline;
import org.jspecify.annotations.Nullable;

/**
 * From which hop each thread last took work, in one fixed table of racy longs: no state per thread, however many virtual threads
 * there are. Two threads that share a slot overwrite each other; the entry carries the thread's hash, so a foreign
 * entry reads as "unknown" rather than as a wrong hop.
 */
final class ThreadTrail {
    private static final int SIZE = 1 << 14;
    private static final long[] SLOTS = new long[SIZE];

    /** A thread's number, read from its field, as an application may override the method; null where the field can't be read. */
    private static final @Nullable VarHandle ID = id();

    /** Whether {@link #idOf} differs between any two threads of this JVM, alive or ended. */
    static final boolean UNIQUE = ID != null;

    private ThreadTrail() {}

    private static @Nullable VarHandle id() {
        try {
            return MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup())
                    .findVarHandle(Thread.class, "tid", long.class);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** A hash that is stable for the thread's life, different for any two of four billion threads, and never 0. */
    @ForceInline
    static int hashOf(Thread thread) {
        if (ID == null) {
            return System.identityHashCode(thread);
        }
        int hash = (int) (long) ID.get(thread) * 0x9E3779B9;
        hash ^= hash >>> 16;
        hash *= 0x85EBCA6B;
        return hash ^ (hash >>> 13);
    }

    /** A number that is stable for the thread's life; where its field can't be read another thread may have it too. */
    @ForceInline
    static long idOf(Thread thread) {
        return ID == null ? System.identityHashCode(thread) : (long) ID.get(thread);
    }

    @ForceInline
    static void took(int threadHash, int hop) {
        SLOTS[slot(threadHash)] = ((long) threadHash << 32) | hop;
    }

    /** The hop that the thread last took work from; 0 when unknown. */
    @ForceInline
    static int lastHop(int threadHash) {
        long entry = SLOTS[slot(threadHash)];
        return (int) (entry >>> 32) == threadHash ? (int) entry : 0;
    }

    @ForceInline
    private static int slot(int threadHash) {
        return (threadHash * 0x9E3779B9) >>> (32 - 14);
    }
}
