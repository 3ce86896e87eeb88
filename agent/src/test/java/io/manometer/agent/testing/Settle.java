package io.manometer.agent.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** For applications under the agent that record themselves: waits until the agent has told all that happened so far. */
public final class Settle {
    private Settle() {}

    /** A running recording of the agent's events alone. */
    public static Recording record() {
        Recording recording = new Recording();
        recording.setMaxAge(null);
        recording.start();
        return recording;
    }

    /** Waits for so many more windows of the agent. */
    public static void await(Recording recording, int windows) throws IOException {
        long from = lastTick(recording);
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (lastTick(recording) < from + windows) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the agent's windows stopped at " + from);
            }
            LockSupport.parkNanos(50_000_000L);
        }
    }

    /** Waits until all was told, and writes the recording. */
    public static void write(Recording recording, String file) throws IOException {
        await(recording, 2);
        recording.dump(Path.of(file));
    }

    private static long lastTick(Recording recording) throws IOException {
        Path file = Files.createTempFile("settle", ".jfr");
        try {
            recording.dump(file);
            List<RecordedEvent> events = RecordingFile.readAllEvents(file);
            return events.stream()
                    .filter(event -> event.getEventType().getName().equals("manometer.AgentHealth"))
                    .mapToLong(event -> event.getLong("tick"))
                    .max()
                    .orElse(0);
        } finally {
            Files.delete(file);
        }
    }
}
