package io.manometer.agent.recording;

import io.manometer.agent.log.Log;
import java.io.File;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import org.jspecify.annotations.Nullable;

/**
 * Runs beside JFR's own shutdown hook, which writes the file. Keeps a recording from being started while JFR is taken down,
 * waits for one that is just being started, and says a line when nothing could be written.
 */
final class ExitHook extends Thread {
    /** The most that an exit is delayed, and only while JFR is still starting or writing. */
    private static final long WAIT_MILLIS = 2000;

    private static final long LOOK_MILLIS = 5;

    private enum Phase {
        PREPARING,
        STARTING,
        RUNNING,
        OVER
    }

    private final Object lock = new Object();
    private final String pattern;
    private Phase phase = Phase.PREPARING;
    private boolean begun;
    private @Nullable File file;
    private @Nullable Recording recording;

    /** @param pattern the file as the user has named it */
    ExitHook(String pattern) {
        super(null, null, "manometer-recording-exit", 0, false);
        this.pattern = pattern;
    }

    boolean hasBegun() {
        synchronized (lock) {
            return begun;
        }
    }

    /** Whether the exit has begun, at the latest after so much time. */
    boolean awaitBegin(long millis) throws InterruptedException {
        synchronized (lock) {
            if (!begun) {
                lock.wait(millis);
            }
            return begun;
        }
    }

    /** Returns when the recording has begun, or when there will be none, at the latest after so much time. */
    void awaitRecording(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        synchronized (lock) {
            while (phase != Phase.RUNNING && phase != Phase.OVER && System.nanoTime() < deadline) {
                lock.wait(LOOK_MILLIS);
            }
        }
    }

    /** False when it is too late; else the exit waits for {@link #started} or {@link #over}. */
    boolean mayStart(File destination) {
        synchronized (lock) {
            if (begun) {
                return false;
            }
            file = destination;
            phase = Phase.STARTING;
            return true;
        }
    }

    void started(Recording current) {
        synchronized (lock) {
            recording = current;
            phase = Phase.RUNNING;
            lock.notifyAll();
        }
    }

    /** Nothing is left to be waited for, unless the exit has begun. */
    void over() {
        synchronized (lock) {
            if (!begun || phase == Phase.STARTING) {
                phase = Phase.OVER;
                lock.notifyAll();
            }
        }
    }

    @Override
    public void run() {
        try {
            Recording last = begin();
            if (last != null && awaitEnd(last) && last.getState() != RecordingState.CLOSED) {
                Log.error(unwritten(String.valueOf(file)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The recording that JFR is now writing; null when there is none. */
    private @Nullable Recording begin() throws InterruptedException {
        long deadline = System.nanoTime() + WAIT_MILLIS * 1_000_000;
        synchronized (lock) {
            begun = true;
            lock.notifyAll();
            if (phase == Phase.OVER) {
                return null;
            }
            while (phase == Phase.STARTING && System.nanoTime() < deadline) {
                lock.wait(LOOK_MILLIS);
            }
            if (phase != Phase.RUNNING) {
                reportTooShort();
            }
            return phase == Phase.RUNNING ? recording : null;
        }
    }

    /** Whether JFR is done: the recording is closed, or else its repository is gone, which JFR removes last. */
    private static boolean awaitEnd(Recording last) throws InterruptedException {
        long deadline = System.nanoTime() + WAIT_MILLIS * 1_000_000;
        while (System.nanoTime() < deadline) {
            if (last.getState() == RecordingState.CLOSED || !Repository.exists()) {
                return true;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return false;
    }

    static String unwritten(String path) {
        return "the recording could not be written to " + path
                + "; see that the disk has room and that the folder is writable";
    }

    private void reportTooShort() {
        File begunInVain = file;
        if (begunInVain != null && begunInVain.isFile() && begunInVain.length() == 0) {
            begunInVain.delete();
        }
        Log.error("the application ended before its recording had begun; nothing was written to " + pattern
                + ", with record.wait=true it waits");
    }
}
