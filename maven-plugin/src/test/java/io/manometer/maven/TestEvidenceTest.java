package io.manometer.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestEvidenceTest {
    private static final Instant BUILD = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void tests_are_counted_from_the_reports_of_this_build_only() throws Exception {
        report(
                "TEST-a.xml",
                "<testsuite xmlns:x=\"u\" name=\"a\" time=\"0.1\" tests=\"3\" errors=\"0\">",
                BUILD.plusSeconds(5));
        report("TEST-b.xml", "<testsuite name=\"b\" tests=\"2\"/>", BUILD.plusSeconds(6));
        report("TEST-old.xml", "<testsuite name=\"old\" tests=\"7\"/>", BUILD.minusSeconds(60));
        report("other.xml", "<testsuite tests=\"9\"/>", BUILD.plusSeconds(6));

        assertThat(TestEvidence.of(folder, folder.resolve("none"), BUILD)).isEqualTo(new TestEvidence(5, false));
    }

    @Test
    void a_class_with_tests_is_known_by_the_annotations_it_mentions() throws Exception {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        copy(Findings.class, classes);
        assertThat(TestEvidence.of(folder, classes, BUILD)).isEqualTo(new TestEvidence(0, false));

        copy(TestEvidenceTest.class, classes);
        assertThat(TestEvidence.of(folder, classes, BUILD)).isEqualTo(new TestEvidence(0, true));
    }

    private static void copy(Class<?> type, Path folder) throws Exception {
        String file = type.getSimpleName() + ".class";
        try (InputStream in = type.getResourceAsStream(file)) {
            Files.copy(in, folder.resolve(file));
        }
    }

    private void report(String name, String text, Instant at) throws Exception {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setLastModifiedTime(file, FileTime.from(at));
    }
}
