package io.manometer.analyzer.read;

import io.manometer.analyzer.model.Problem;
import io.manometer.analyzer.model.Problem.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files behind what was given: a folder stands for the recordings in it, as JFR's repository leaves them. */
final class InputFiles {
    /** A repository has one folder for each JVM, and the chunks in there. */
    private static final int REPOSITORY_DEPTH = 2;

    private final Set<Path> files = new LinkedHashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    InputFiles(List<Path> inputs) {
        inputs.forEach(this::add);
    }

    Set<Path> files() {
        return files;
    }

    List<Problem> problems() {
        return problems;
    }

    private void add(Path input) {
        if (input.toString().isEmpty() || !Files.exists(input)) {
            unreadable(input, "no such file", "check the path");
            return;
        }
        if (!Files.isReadable(input)) {
            unreadable(
                    input, "may not be read by this user", "run as the owner of the file, or change its permissions");
            return;
        }
        if (Files.isRegularFile(input)) {
            files.add(input);
            return;
        }
        if (!Files.isDirectory(input)) {
            unreadable(input, "is no regular file", "save it to one first: chunks are found by position");
            return;
        }
        try (Stream<Path> found =
                Files.find(input, REPOSITORY_DEPTH, (path, attributes) -> attributes.isRegularFile() && named(path))) {
            List<Path> recordings = found.sorted().toList();
            if (recordings.isEmpty()) {
                unreadable(input, "a folder without *.jfr files", "pass recordings, or the repository folder of a JVM");
            }
            files.addAll(recordings);
        } catch (IOException e) {
            unreadable(input, "the folder can't be listed (" + e.getMessage() + ")", "check its permissions");
        }
    }

    private static boolean named(Path path) {
        return path.getFileName().toString().endsWith(".jfr");
    }

    private void unreadable(Path input, String cause, String remedy) {
        String name = input.toString();
        problems.add(new Problem(name.isEmpty() ? "''" : name, cause, remedy, Severity.UNREADABLE));
    }
}
