package io.manometer.analyzer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.testing.Fakes;
import io.manometer.analyzer.testing.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user runs: the built jar, on each JDK. */
class ManometerJarIT {
    private static final Path JAR = Path.of(System.getProperty("manometer.jar"));

    @TempDir
    Path folder;

    static List<Jdk> jdks() {
        return Jdk.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void it_says_its_version(Jdk jdk) throws Exception {
        Jdk.Result result = jdk.run("-jar", JAR.toString(), "--version");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).matches("manometer \\d+\\.\\d+\\.\\d+\\S*\\R");
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void it_reads_recordings_of_every_jdk_in_a_small_heap(Jdk jdk) throws Exception {
        for (Jdk recorder : Jdk.all()) {
            Path recording = Fakes.recordingOf(recorder, folder.resolve("app.jfr"), "Orders.queue", 70);
            Jdk.Result result = jdk.run("-Xmx64m", "-jar", JAR.toString(), "analyze", recording.toString());
            assertThat(result.err()).isEmpty();
            assertThat(result.exitCode()).isZero();
            assertThat(result.out()).startsWith("Orders.queue (unbounded) absorbs 100 items/s");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void attaching_to_no_process_is_one_line(Jdk jdk) throws Exception {
        Path agent = Files.createFile(folder.resolve("agent.jar"));
        Jdk.Result result = jdk.run(
                "-jar", JAR.toString(), "attach", Integer.toString(Integer.MAX_VALUE), "--agent", agent.toString());
        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.err()).hasLineCount(1).contains("there is no process", "jps -l");
    }

    @Test
    void attaching_without_the_module_is_one_line() throws Exception {
        Path agent = Files.createFile(folder.resolve("agent.jar"));
        String self = Long.toString(ProcessHandle.current().pid());
        Jdk.Result result = Jdk.current()
                .run(
                        "--limit-modules",
                        "java.base,jdk.jfr",
                        "-jar",
                        JAR.toString(),
                        "attach",
                        self,
                        "--agent",
                        agent.toString());
        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.err()).hasLineCount(1).contains("lacks the module jdk.attach");
    }

    @Test
    void reading_without_the_module_is_one_line() throws Exception {
        Path recording = Fakes.recordingOf(Jdk.current(), folder.resolve("app.jfr"), "Orders.queue", 20);
        Jdk.Result result = Jdk.current()
                .run("--limit-modules", "java.base", "-jar", JAR.toString(), "analyze", recording.toString());
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).hasLineCount(1).contains("lacks the module jdk.jfr", "run manometer with a JDK");
    }

    @Test
    void attaching_without_the_agent_says_where_it_was_looked_for() throws Exception {
        Path alone = Files.copy(JAR, folder.resolve("manometer.jar"));
        Jdk.Result result = Jdk.current().run("-jar", alone.toString(), "attach", "1");
        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(result.err()).hasLineCount(1).contains("manometer-agent.jar was not found", "--agent");
    }

    @Test
    void it_holds_what_it_needs_and_nothing_else() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            Set<String> packages = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.replaceAll("^META-INF/versions/\\d+/", ""))
                    .map(name -> name.replaceAll(
                            "^(com/fasterxml/jackson/core|io/manometer|org/antlr|org/objectweb/asm|org/tomlj|picocli)/.*",
                            "$1"))
                    .collect(Collectors.toSet());
            assertThat(packages)
                    .containsExactlyInAnyOrder(
                            "io/manometer",
                            "picocli",
                            "com/fasterxml/jackson/core",
                            "org/antlr",
                            "org/objectweb/asm",
                            "org/tomlj");
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("io.manometer.analyzer.cli.Main");
        }
        assertThat(Files.size(JAR)).isLessThan(3_000_000);
    }
}
