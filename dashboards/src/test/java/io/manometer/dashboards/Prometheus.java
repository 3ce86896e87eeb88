package io.manometer.dashboards;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's prometheus package, unpacked below {@code target}: nothing is installed. */
final class Prometheus {
    private static final Path FOLDER = Path.of("target", "prometheus").toAbsolutePath();

    private Prometheus() {}

    static Path server() throws IOException, InterruptedException {
        return binary("prometheus");
    }

    static Path promtool() throws IOException, InterruptedException {
        return binary("promtool");
    }

    private static synchronized Path binary(String name) throws IOException, InterruptedException {
        Path binary = FOLDER.resolve("usr/bin").resolve(name);
        if (!Files.isExecutable(binary)) {
            unpack();
        }
        return binary;
    }

    private static void unpack() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        Output download = run(FOLDER, "apt-get", "download", "prometheus");
        if (download.status != 0) {
            throw new IOException(
                    "These tests need Debian's prometheus package, and 'apt-get download prometheus' failed: "
                            + download.text + "\nRun 'apt-get update' and try again.");
        }
        Path archive;
        try (var files = Files.list(FOLDER)) {
            archive = files.filter(file -> file.toString().endsWith(".deb"))
                    .findFirst()
                    .orElseThrow();
        }
        Output unpacked = run(FOLDER, "dpkg", "-x", archive.toString(), FOLDER.toString());
        if (unpacked.status != 0) {
            throw new IOException("dpkg -x " + archive + " failed: " + unpacked.text);
        }
    }

    /** What a command said on both streams, and its exit status. */
    record Output(int status, String text) {}

    static Output run(Path folder, String... command) throws IOException, InterruptedException {
        return run(folder, "", command);
    }

    /** A command that reads a text on its standard input. */
    static Output run(Path folder, String input, String[] command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(command[0] + " did not end");
        }
        return new Output(process.exitValue(), text);
    }
}
