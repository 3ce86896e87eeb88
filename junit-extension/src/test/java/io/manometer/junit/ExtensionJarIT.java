package io.manometer.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** Opens what users put on the class path of their tests. */
class ExtensionJarIT {
    private static final Path JAR = Path.of(System.getProperty("manometer.junit.jar"));
    private static final long MOST_BYTES = 1_000_000;

    @Test
    void all_classes_are_under_names_that_no_test_has() throws IOException {
        assertThat(entries())
                .filteredOn(name -> name.endsWith(".class"))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("io/manometer/junit/"));
    }

    @Test
    void it_is_found_by_jupiter_and_holds_the_licences() throws IOException {
        assertThat(entries())
                .contains(
                        "META-INF/services/org.junit.jupiter.api.extension.Extension",
                        "META-INF/NOTICE",
                        "META-INF/licenses/ANTLR",
                        "META-INF/licenses/ASM");
    }

    @Test
    void nothing_is_in_it_that_judges_or_reads_recordings() throws IOException {
        assertThat(entries()).noneMatch(name -> name.contains("/analyzer/judge/") || name.contains("/analyzer/read/"));
        assertThat(Files.size(JAR)).isLessThan(MOST_BYTES);
    }

    private static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(entry -> entry.getName())
                    .toList();
        }
    }
}
