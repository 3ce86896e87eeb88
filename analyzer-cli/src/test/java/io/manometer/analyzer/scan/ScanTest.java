package io.manometer.analyzer.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.gate.GateRule;
import io.manometer.analyzer.gate.Violation;
import io.manometer.analyzer.model.Problem;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the scan reads, and how it lives with what is broken. */
class ScanTest {
    @TempDir
    Path folder;

    @Test
    void namesSiteFieldAndRemedy() throws IOException {
        Violation violation =
                only(jar("app.jar", new MadeClass.Jar().with("app/Orders.class", MadeClass.withQueue("app/Orders"))));

        assertThat(violation.rule()).isEqualTo(GateRule.UNBOUNDED_QUEUE);
        assertThat(violation.site()).hasToString("app.Orders.<init>(Orders.java:12)");
        assertThat(violation.hop()).isEqualTo("Orders.queue");
        assertThat(violation.type()).isEqualTo("java.util.concurrent.LinkedBlockingQueue");
        assertThat(violation.message()).isEqualTo("new LinkedBlockingQueue has no limit");
        assertThat(violation.fix()).contains("new LinkedBlockingQueue<>(limit)");
    }

    @Test
    void readsFoldersWithJarsInThem() throws IOException {
        Files.createDirectories(folder.resolve("app"));
        Files.write(folder.resolve("app/Orders.class"), MadeClass.withQueue("app/Orders"));
        Files.createDirectories(folder.resolve("lib"));
        jar("lib/other.jar", new MadeClass.Jar().with("other/Other.class", MadeClass.withQueue("other/Other")));

        assertThat(classesWithFindings(Scan.of(List.of(folder)))).containsExactly("app.Orders", "other.Other");
    }

    @Test
    void readsJarsWithinJarsStoredOrCompressed() throws IOException {
        byte[] library = new MadeClass.Jar()
                .with("lib/Buffer.class", MadeClass.withQueue("lib/Buffer"))
                .bytes();
        byte[] other = new MadeClass.Jar()
                .with("lib/Other.class", MadeClass.withQueue("lib/Other"))
                .bytes();
        Path fat = jar(
                "fat.jar",
                new MadeClass.Jar()
                        .with("BOOT-INF/classes/app/Orders.class", MadeClass.withQueue("app/Orders"))
                        .with("BOOT-INF/lib/library.jar", library)
                        .stored());
        Path war = jar("app.war", new MadeClass.Jar().with("WEB-INF/lib/other.jar", other));

        ScanResult result = Scan.of(List.of(fat, war));

        assertThat(classesWithFindings(result)).containsExactly("app.Orders", "lib.Buffer", "lib.Other");
        assertThat(result.archives()).isEqualTo(4);
        assertThat(result.problems()).isEmpty();
    }

    @Test
    void readsAnArchiveBehindALauncherScript() throws IOException {
        byte[] jar = new MadeClass.Jar()
                .with("app/Orders.class", MadeClass.withQueue("app/Orders"))
                .bytes();
        ByteArrayOutputStream executable = new ByteArrayOutputStream();
        executable.write("#!/bin/sh\nexec java -jar \"$0\" \"$@\"\n".getBytes(StandardCharsets.UTF_8));
        executable.write(jar);

        assertThat(classesWithFindings(
                        Scan.of(List.of(Files.write(folder.resolve("app.jar"), executable.toByteArray())))))
                .containsExactly("app.Orders");
    }

    @Test
    void takesOfAMultiReleaseJarWhatTheJvmWouldLoad() throws IOException {
        Path jar = jar(
                "multi.jar",
                new MadeClass.Jar()
                        .manifest("Multi-Release: true")
                        .with("app/Orders.class", MadeClass.withQueue("app/Orders"))
                        .with("META-INF/versions/11/app/Orders.class", MadeClass.withQueue("app/Orders", 100))
                        .with("META-INF/versions/999/app/Orders.class", MadeClass.withQueue("app/Orders")));

        ScanResult result = Scan.of(List.of(jar));

        assertThat(result.violations()).isEmpty();
        assertThat(result.classes()).isEqualTo(1);
        assertThat(result.leftOut()).containsEntry("classes of other releases of Java", 2L);
    }

    @Test
    void takesTheFirstOfTwoClassesOfOneName() throws IOException {
        Path first =
                jar("first.jar", new MadeClass.Jar().with("app/Orders.class", MadeClass.withQueue("app/Orders", 100)));
        Path second =
                jar("second.jar", new MadeClass.Jar().with("app/Orders.class", MadeClass.withQueue("app/Orders")));

        ScanResult result = Scan.of(List.of(Path.of(first + File.pathSeparator + second)));

        assertThat(result.violations()).isEmpty();
        assertThat(result.leftOut()).containsEntry("classes that are there twice", 1L);
    }

    @Test
    void readsTheRestOfAJarWithBrokenClasses() throws IOException {
        byte[] whole = MadeClass.withQueue("app/Cut");
        MadeClass.Jar jar = new MadeClass.Jar()
                .with("app/Cut.class", Arrays.copyOf(whole, whole.length - 30))
                .with("app/Short.class", Arrays.copyOf(whole, 40))
                .with("app/Text.class", "no class at all".getBytes(StandardCharsets.UTF_8))
                .with("app/Empty.class", new byte[0])
                .with("app/Orders.class", MadeClass.withQueue("app/Orders"));

        ScanResult result = Scan.of(List.of(jar("app.jar", jar)));

        assertThat(classesWithFindings(result)).containsExactly("app.Orders");
        assertThat(result.problems())
                .extracting(Problem::cause)
                .contains("ends within its constant pool", "is no class file", "ends within its header");
        assertThat(result.problems()).hasSize(4);
    }

    @Test
    void saysWhatIsWrongWithWholeFiles() throws IOException {
        byte[] whole = new MadeClass.Jar()
                .with("app/Orders.class", MadeClass.withQueue("app/Orders"))
                .bytes();
        Path cut = Files.write(folder.resolve("cut.jar"), Arrays.copyOf(whole, whole.length - 40));
        Path text = Files.writeString(folder.resolve("text.jar"), "hello");

        ScanResult result = Scan.of(List.of(cut, text, folder.resolve("none.jar")));

        assertThat(result.problems())
                .extracting(Problem::line)
                .containsExactly(
                        cut
                                + ": has no directory of a zip file; pass a folder of classes, or a jar, war or ear"
                                + " that is whole",
                        text
                                + ": has no directory of a zip file; pass a folder of classes, or a jar, war or ear"
                                + " that is whole",
                        folder.resolve("none.jar") + ": no such file or folder; check the path");
        assertThat(result.classes()).isZero();
    }

    @Test
    void countsArchivesThatAreNestedTooDeeply() throws IOException {
        byte[] inner = new MadeClass.Jar()
                .with("app/Orders.class", MadeClass.withQueue("app/Orders"))
                .bytes();
        for (int i = 0; i < 10; i++) {
            inner = new MadeClass.Jar().with("inner.jar", inner).bytes();
        }

        ScanResult result = Scan.of(List.of(Files.write(folder.resolve("deep.jar"), inner)));

        assertThat(result.violations()).isEmpty();
        assertThat(result.leftOut()).containsEntry("archives within 4 others", 1L);
    }

    @Test
    void doesNotInflateABomb() throws IOException {
        byte[] zeros = new byte[(64 << 20) + 1];
        Path bomb = jar(
                "bomb.jar",
                new MadeClass.Jar()
                        .with("inner.jar", zeros)
                        .with("app/Zeros.class", zeros)
                        .with("app/Orders.class", MadeClass.withQueue("app/Orders")));

        ScanResult result = Scan.of(List.of(bomb));

        assertThat(classesWithFindings(result)).containsExactly("app.Orders");
        assertThat(result.leftOut()).containsEntry("compressed archives within others of more than 64 MB", 1L);
    }

    @Test
    void ignoresModuleDescriptors() throws IOException {
        ScanResult result =
                Scan.of(List.of(jar("m.jar", new MadeClass.Jar().with("module-info.class", new byte[] {1}))));

        assertThat(result.problems()).isEmpty();
        assertThat(result.classes()).isZero();
    }

    /** Methods that the labelled set, which is for Java 17, can't call. */
    @ParameterizedTest
    @CsvSource({
        "newVirtualThreadPerTaskExecutor, unbounded-threads",
        "newCachedThreadPool, unbounded-threads",
        "newSingleThreadExecutor, unbounded-queue"
    })
    void knowsTheFactoriesOfExecutors(String factory, String rule) throws IOException {
        byte[] content = MadeClass.calling(
                "app/Orders", "java/util/concurrent/Executors", factory, "java/util/concurrent/ExecutorService");

        assertThat(only(jar("app.jar", new MadeClass.Jar().with("app/Orders.class", content)))
                        .rule()
                        .id())
                .isEqualTo(rule);
    }

    private Path jar(String name, MadeClass.Jar jar) throws IOException {
        return jar.at(folder.resolve(name));
    }

    private static Violation only(Path path) {
        ScanResult result = Scan.of(List.of(path));
        assertThat(result.violations()).hasSize(1);
        return result.violations().get(0);
    }

    private static List<String> classesWithFindings(ScanResult result) {
        return result.violations().stream()
                .map(violation -> violation.site().className())
                .toList();
    }
}
