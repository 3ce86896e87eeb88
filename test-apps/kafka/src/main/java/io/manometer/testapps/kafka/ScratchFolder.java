package io.manometer.testapps.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The files of a program that somebody starts by hand, such as its broker's. */
final class ScratchFolder {
    private ScratchFolder() {}

    /** An empty one; when this JVM ends, by Ctrl-C as well, its children are ended and then the folder is deleted. */
    static Path create(String prefix) throws IOException {
        Path folder = Files.createTempDirectory(prefix);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            Child.killAll();
            delete(folder);
        }));
        return folder;
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("Not all files in " + folder + " could be deleted: " + e);
        }
    }
}
