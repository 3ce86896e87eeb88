package io.manometer.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Asks the agent for an endpoint on a free port, and knows the file that will say which. */
final class Endpoint implements AutoCloseable {
    private final Path folder;

    Endpoint() throws IOException {
        folder = Files.createTempDirectory("endpoint");
    }

    String options() {
        return "metrics=0,metrics.portfile=" + portFile();
    }

    String portFile() {
        return folder.resolve("port").toString();
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(Path.of(portFile()));
        Files.delete(folder);
    }
}
