package io.manometer.testapps.kafka;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.FlightRecorder;
import jdk.jfr.RecordingState;

/** Waits, where {@code recorded=true}, for the agent's recording, so that nothing happens before it. */
final class RecordingStart {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private RecordingStart() {}

    static void await(Settings settings) {
        if (!settings.text("recorded", "false").equals("true")) {
            return;
        }
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!running() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static boolean running() {
        return FlightRecorder.isInitialized()
                && FlightRecorder.getFlightRecorder().getRecordings().stream()
                        .anyMatch(recording -> recording.getState() == RecordingState.RUNNING);
    }
}
