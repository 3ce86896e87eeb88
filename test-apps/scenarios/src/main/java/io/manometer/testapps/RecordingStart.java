package io.manometer.testapps;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.FlightRecorder;
import jdk.jfr.RecordingState;

/**
 * Waiting for the flight recording that an agent starts in the background: on a busy machine that takes seconds, and a load
 * of twenty seconds should be seen as a whole.
 */
final class RecordingStart {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private RecordingStart() {}

    static void await() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isRecording() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private static boolean isRecording() {
        return FlightRecorder.isInitialized()
                && FlightRecorder.getFlightRecorder().getRecordings().stream()
                        .anyMatch(recording -> recording.getState() == RecordingState.RUNNING);
    }
}
