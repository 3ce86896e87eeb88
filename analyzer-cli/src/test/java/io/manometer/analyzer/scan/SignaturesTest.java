package io.manometer.analyzer.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import de.thetaphi.forbiddenapis.Checker;
import de.thetaphi.forbiddenapis.ForbiddenApiException;
import de.thetaphi.forbiddenapis.Logger;
import io.manometer.analyzer.scan.LabelledSet.Snippet;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two lists for teams that use other tools do in these tools what the page says. */
class SignaturesTest {
    private static final Path SIGNATURES = Path.of("../docs/signatures");
    private static final Pattern PLACE = Pattern.compile("\\((\\w+\\.java):(\\d+)\\)");

    @TempDir
    Path folder;

    @Test
    void forbiddenApisFindsWhatIsPlain() throws Exception {
        List<String> log = new ArrayList<>();
        Checker checker =
                new Checker(log(log), getClass().getClassLoader(), EnumSet.of(Checker.Option.FAIL_ON_VIOLATION));
        checker.parseSignaturesFile(SIGNATURES.resolve("unbounded-queues.txt").toFile());
        checker.addClassesToCheck(classFiles());

        assertThatThrownBy(checker::run).isInstanceOf(ForbiddenApiException.class);

        measured("forbidden-apis", hits(log), 0.55);
    }

    @Test
    void archUnitFindsWhatIsPlain() throws Exception {
        EvaluationResult result = rule().evaluate(new ClassFileImporter().importPath(LabelledSet.CLASSES));

        assertThat(result.hasViolation()).isTrue();
        measured("ArchUnit", hits(result.getFailureReport().getDetails()), 0.4);
    }

    /** As a team would have it: copied and compiled. */
    private ArchRule rule() throws Exception {
        Path source = SIGNATURES.resolve("NoUnboundedQueues.java");
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString());
        assertThat(failed).isZero();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            return (ArchRule)
                    loader.loadClass("NoUnboundedQueues").getField("RULE").get(null);
        }
    }

    private static void measured(String tool, Set<Snippet> reported, double atLeast) throws Exception {
        List<Snippet> positives =
                LabelledSet.read().snippets().stream().filter(Snippet::positive).toList();
        long right = reported.stream().filter(Snippet::positive).count();
        System.out.printf(
                Locale.ROOT,
                "%s on the labelled set: %d reported, precision %.3f, recall %.3f%n",
                tool,
                reported.size(),
                (double) right / reported.size(),
                (double) right / positives.size());

        assertThat(reported)
                .extracting(Snippet::toString)
                .contains("PlainQueues.LinkedInAField", "PlainExecutors.Fixed");
        assertThat((double) right / reported.size()).isGreaterThan(0.85);
        assertThat((double) right / positives.size()).isGreaterThan(atLeast);
    }

    private static Set<Snippet> hits(List<String> lines) throws Exception {
        LabelledSet set = LabelledSet.read();
        Set<Snippet> hits = new LinkedHashSet<>();
        for (String line : lines) {
            Matcher place = PLACE.matcher(line);
            if (place.find()) {
                set.at(place.group(1), Integer.parseInt(place.group(2))).ifPresent(hits::add);
            }
        }
        return hits;
    }

    private static List<java.io.File> classFiles() throws Exception {
        try (Stream<Path> files = Files.walk(LabelledSet.CLASSES)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(Path::toFile)
                    .toList();
        }
    }

    private static Logger log(List<String> lines) {
        return new Logger() {
            @Override
            public void error(String message) {
                lines.addAll(message.lines().toList());
            }

            @Override
            public void warn(String message) {
                // missing classes of other libraries
            }

            @Override
            public void info(String message) {
                // progress
            }

            @Override
            public void debug(String message) {
                // progress
            }
        };
    }
}
