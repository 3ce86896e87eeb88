package io.manometer.analyzer.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Recordings of JVMs other than the one that runs the tests. */
public final class Fakes {
    private Fakes() {}

    public static Path recordingOf(Jdk jdk, Path file, String name, int windows) throws Exception {
        Jdk.Result result = jdk.run(
                "-cp",
                classPath(),
                FakeAgent.class.getName(),
                "dump",
                name,
                file.toString(),
                Integer.toString(windows));
        if (result.exitCode() != 0) {
            throw new AssertionError(result.err());
        }
        return file;
    }

    /** Runs until all is flushed, and ends as by kill -9. */
    public static void killedWhileRecording(Jdk jdk, Path repository, String name, int windows) throws Exception {
        Process process = jdk.start(
                "-XX:FlightRecorderOptions:repository=" + repository,
                "-cp",
                classPath(),
                FakeAgent.class.getName(),
                "linger",
                name,
                Integer.toString(windows));
        try {
            awaitReady(process);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static void awaitReady(Process process) throws IOException {
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.equals("READY")) {
                return;
            }
        }
        throw new AssertionError("the recording JVM ended by itself");
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }
}
