package io.manometer.testapps.grading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What the build has made, and the JVMs to try it on. */
final class Built {
    static final Path AGENT =
            Path.of("../../agent/target/manometer-agent.jar").toAbsolutePath().normalize();
    static final Path ANALYZER =
            Path.of("../../analyzer-cli/target/manometer.jar").toAbsolutePath().normalize();
    static final Path APPS = Path.of("target/scenarios.jar").toAbsolutePath();

    private static final Path JVMS = Path.of("/usr/lib/jvm");

    private Built() {}

    static Path javaHere() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** The java command of {@code -Dmanometer.jdk25=FOLDER}, else of the first JDK 25 in the usual folder. */
    static Optional<Path> java25() throws IOException, InterruptedException {
        String named = System.getProperty("manometer.jdk25", "");
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named, "bin", "java"));
        }
        if (!Files.isDirectory(JVMS)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(JVMS)) {
            for (Path home : homes.sorted().toList()) {
                Path java = home.resolve("bin/java");
                if (home.getFileName().toString().contains("25")
                        && Files.isExecutable(java)
                        && Grading.releaseOf(java) == 25) {
                    return Optional.of(java);
                }
            }
        }
        return Optional.empty();
    }
}
