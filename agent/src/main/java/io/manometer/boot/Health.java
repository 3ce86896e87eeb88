package io.manometer.boot;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** What the agent lost or got wrong: every suppressed error, folded hop and lost observation is counted here. */
public final class Health {
    /** So many errors in hooks of one kind switch the kind off. */
    static final int ERRORS_UNTIL_OFF = 10;

    public static final AtomicLong errors = new AtomicLong();
    public static final AtomicLong foldedHops = new AtomicLong();
    public static final AtomicLong shortLivedHops = new AtomicLong();
    public static final AtomicLong lostSamples = new AtomicLong();
    public static final AtomicLong lostProbes = new AtomicLong();
    public static final AtomicLong lostEdges = new AtomicLong();

    private static final int[] errorsOfKind = new int[Kind.values().length];
    private static final String[] reasons = new String[errorsOfKind.length];
    private static volatile String kindsOff = "";

    static {
        Arrays.fill(reasons, "");
    }

    private Health() {}

    /** Counts an error that a hook of this kind suppressed. Never throws. */
    static void suppressed(Kind kind, Throwable error) {
        try {
            errors.incrementAndGet();
            // The application's own stack or heap ran out: nothing that switching off would mend.
            if (error instanceof StackOverflowError || error instanceof OutOfMemoryError) {
                return;
            }
            if (++errorsOfKind[kind.ordinal()] == ERRORS_UNTIL_OFF) {
                StackTraceElement[] trace = error.getStackTrace();
                String where = trace.length == 0 ? "" : " at " + trace[0];
                switchOff(kind, ERRORS_UNTIL_OFF + " errors, the last: " + error + where);
            }
        } catch (Throwable ignored) {
            // Counting failed for want of stack or heap; the application must not notice.
        }
    }

    /** Hooks of this kind do nothing from now on; the first reason counts. */
    public static synchronized void switchOff(Kind kind, String reason) {
        Hooks.switchOff(kind);
        if (!reasons[kind.ordinal()].isEmpty()) {
            return;
        }
        reasons[kind.ordinal()] = reason;
        String entry = kind.label + ": " + reason;
        kindsOff = kindsOff.isEmpty() ? entry : kindsOff + "; " + entry;
    }

    /** Kinds that are off, each with its reason; empty when all is well. */
    public static String kindsOff() {
        return kindsOff;
    }

    /** Why this kind is off; empty while it is on. */
    public static synchronized String reasonOff(Kind kind) {
        return reasons[kind.ordinal()];
    }
}
