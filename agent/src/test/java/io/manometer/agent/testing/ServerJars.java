package io.manometer.agent.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The versions of Tomcat and Jetty that the build has copied, and the jars of those it depends on. */
public final class ServerJars {
    private static final Path COPIED = Path.of("target", "servers").toAbsolutePath();

    private ServerJars() {}

    /** File names such as {@code jetty-util-12.0.27.jar}. */
    public static List<String> copied(String artifact) {
        try (Stream<Path> files = Files.list(COPIED)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(artifact))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path copy(String name) {
        return COPIED.resolve(name);
    }

    /** Jars of this class path whose path contains one of these. */
    public static Path[] onClassPath(String... parts) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Stream.of(parts).anyMatch(entry::contains))
                .map(Path::of)
                .toArray(Path[]::new);
    }
}
