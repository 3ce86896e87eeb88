package io.manometer.analyzer.cli;

import io.manometer.analyzer.testing.FakeAgent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;

/**
 * Makes a recording in which our events are few among foreign ones, to measure speed and memory:
 * {@code LargeRecording FILE MEGABYTES}. Above some hundred megabytes, copies of its chunks stand for further time: they are
 * of the same JVM but start later, as the analyzer drops chunks that it has seen.
 */
public final class LargeRecording {
    private static final int BATCH = 200_000;
    private static final long ORIGINAL_BYTES = 250L << 20;
    private static final int START_NANOS = 32;
    private static final int START_TICKS = 48;

    private LargeRecording() {}

    @Name("test.Foreign")
    @StackTrace(false)
    static final class Foreign extends Event {
        long number;
        String text = "";
    }

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        long wanted = Long.parseLong(arguments[1]) << 20;
        Path original = Files.createTempFile("manometer-large", ".jfr");
        make(original, Math.min(wanted, ORIGINAL_BYTES));
        byte[] chunks = Files.readAllBytes(original);
        Files.delete(original);
        try (OutputStream out = Files.newOutputStream(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            for (long copy = 0, written = 0; written < wanted; copy++, written += chunks.length) {
                out.write(copy == 0 ? chunks : later(chunks));
            }
        }
        System.out.println(file + ": " + (Files.size(file) >> 20) + " MB");
    }

    private static void make(Path file, long bytes) throws IOException {
        try (Recording recording = FakeAgent.recording()) {
            recording.enable(Foreign.class);
            recording.start();
            long tick = 1;
            while (recording.getSize() < bytes) {
                foreign();
                FakeAgent.growing(1, "Orders.queue", tick, 5);
                tick += 5;
            }
            recording.dump(file);
        }
    }

    /** Paced a little: an unpaced producer loses events. */
    private static void foreign() {
        for (int i = 0; i < BATCH; i++) {
            Foreign foreign = new Foreign();
            foreign.number = i;
            foreign.text = "short text";
            foreign.commit();
            if (i % 1_000 == 0) {
                Thread.yield();
            }
        }
    }

    private static byte[] later(byte[] chunks) {
        java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(chunks);
        for (int at = 0; at < chunks.length; at += (int) buffer.getLong(at + 8)) {
            buffer.putLong(at + START_NANOS, buffer.getLong(at + START_NANOS) + 3_600_000_000_000L);
            buffer.putLong(at + START_TICKS, buffer.getLong(at + START_TICKS) + 1);
        }
        return chunks;
    }
}
