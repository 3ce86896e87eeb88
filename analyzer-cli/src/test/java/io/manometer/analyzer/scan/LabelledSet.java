package io.manometer.analyzer.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The snippets of {@code example.buffers} with their labels, read from the sources so that any tool can be measured by file and line. */
record LabelledSet(List<Snippet> snippets) {
    static final Path SOURCES = Path.of("src/test/java/example/buffers");
    static final Path CLASSES = Path.of("target/test-classes/example/buffers");

    private static final Pattern LABEL = Pattern.compile("@Is\\((?:value = )?([A-Z]+)");
    private static final Pattern NAME = Pattern.compile("class (\\w+)");

    /**
     * @param truth name of a constant of {@code example.buffers.Truth}
     * @param first line of its annotation
     * @param last line before the next one
     */
    record Snippet(String file, String name, String truth, int first, int last) {
        /** A tool is right to report it. */
        boolean positive() {
            return truth.equals("UNBOUNDED") || truth.equals("DISGUISED");
        }

        boolean contains(String otherFile, int line) {
            return file.equals(otherFile) && line >= first && line <= last;
        }

        @Override
        public String toString() {
            return file.replace(".java", "") + '.' + name;
        }
    }

    static LabelledSet read() throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .forEach(file -> snippets.addAll(snippets(file)));
        }
        return new LabelledSet(snippets);
    }

    private static List<Snippet> snippets(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            List<Snippet> snippets = new ArrayList<>();
            int end = lines.size();
            for (int i = lines.size() - 1; i >= 0; i--) {
                Matcher label = LABEL.matcher(lines.get(i));
                if (label.find()) {
                    snippets.add(
                            0, new Snippet(file.getFileName().toString(), name(lines, i), label.group(1), i + 1, end));
                    end = i;
                }
            }
            return snippets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(List<String> lines, int annotation) {
        for (int i = annotation + 1; i < lines.size(); i++) {
            Matcher name = NAME.matcher(lines.get(i));
            if (name.find()) {
                return name.group(1);
            }
        }
        throw new IllegalStateException("a label without a class in line " + (annotation + 1));
    }

    Optional<Snippet> at(String file, int line) {
        return snippets.stream().filter(snippet -> snippet.contains(file, line)).findFirst();
    }
}
