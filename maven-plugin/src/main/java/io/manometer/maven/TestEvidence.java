package io.manometer.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether tests ran in this build, by what they left behind.
 *
 * @param tests how many the reports of this build count
 * @param testClasses whether there are classes with tests at all
 */
record TestEvidence(int tests, boolean testClasses) {
    private static final Pattern COUNT = Pattern.compile("<testsuite\\b[^>]*?\\btests=\"(\\d{1,9})\"", Pattern.DOTALL);
    /** What a class with tests mentions, in the words of its constant pool. */
    private static final List<String> TEST_FRAMEWORKS =
            List.of("Lorg/junit/", "junit/framework/TestCase", "Lorg/testng/annotations/");

    /** File systems and clocks needn't agree to the millisecond. */
    private static final long TOLERANCE_MILLIS = 1000;

    /**
     * @param reports folder of the XML reports
     * @param classes folder of the test classes
     * @param since when this build began: reports from before are not its own
     */
    static TestEvidence of(Path reports, Path classes, Instant since) {
        return new TestEvidence(tests(reports, since.minusMillis(TOLERANCE_MILLIS)), hasTests(classes));
    }

    private static int tests(Path reports, Instant since) {
        if (!Files.isDirectory(reports)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(reports)) {
            return files.filter(TestEvidence::isReport)
                    .filter(file -> !modified(file).isBefore(since))
                    .mapToInt(TestEvidence::count)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isReport(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith("TEST-") && name.endsWith(".xml");
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A report that can't be understood is one all the same. */
    private static int count(Path report) {
        Matcher matcher = COUNT.matcher(text(report));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 1;
    }

    private static boolean hasTests(Path classes) {
        if (!Files.isDirectory(classes)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(TestEvidence::text)
                    .anyMatch(text -> TEST_FRAMEWORKS.stream().anyMatch(text::contains));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
