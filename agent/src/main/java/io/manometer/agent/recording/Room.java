package io.manometer.agent.recording;

/**
 * Whether there is room for JFR to go on, told from looks at what is left. JFR takes the whole JVM down when the disk of its repository is
 * full ("An irrecoverable error in Jfr. Shutting down VM"), and to end a recording it has to write once more.
 */
final class Room {
    /** Two chunks of 12 MB, and what a second may add. */
    private static final long RESERVE = 32L << 20;

    /** With more than this, no disk is full within a second. */
    private static final long AMPLE = 4L << 30;

    private static final long LOOK_MILLIS = 1000;
    private static final long TIGHT_LOOK_MILLIS = 100;

    private long bytes = -1;
    private long nanos;
    private double bytesPerSecond;

    /**
     * Takes note of what is left; true when it is enough, and will be in a second if the disk goes on filling as in the last two looks.
     * A large file that is being written may look like that.
     */
    boolean isEnough(long bytesLeft, long nanoTime) {
        double before = bytesPerSecond;
        bytesPerSecond = bytes < 0 ? 0 : (bytes - bytesLeft) * 1e9 / Math.max(1, nanoTime - nanos);
        bytes = bytesLeft;
        nanos = nanoTime;
        return bytesLeft >= RESERVE + Math.max(0, Math.min(before, bytesPerSecond));
    }

    /** When to look again. */
    long nextLookMillis() {
        return bytes >= AMPLE ? LOOK_MILLIS : TIGHT_LOOK_MILLIS;
    }
}
