package io.manometer.testapps.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code manometer check} as a build runs it: the built jar on recordings of a JVM under the built agent. */
class GateIT {
    private static final String PROGRAM = "src/test/programs/OrderDesk.java";

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path before;
    private static Path after;

    private record Ended(int exitCode, String out, String err) {}

    @BeforeAll
    static void recordings() throws IOException, InterruptedException {
        before = record(Built.javaHere(), shared.resolve("before.jfr"));
        after = record(Built.javaHere(), shared.resolve("after.jfr"), "more");
    }

    private static Path record(Path java, Path file, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-XX:-PrintWarnings",
                "-javaagent:" + Built.AGENT + "=record=" + file + ",record.wait=true",
                PROGRAM));
        command.addAll(List.of(arguments));
        Ended ended = run(command);
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        return file;
    }

    private static Ended check(Object... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Built.javaHere().toString(), "-jar", Built.ANALYZER.toString(), "check"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return run(command);
    }

    private static Ended run(List<String> command) throws IOException, InterruptedException {
        Path err = Files.createTempFile(shared, "err", ".txt");
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        return new Ended(exitCode, out, Files.readString(err));
    }

    @Test
    void an_unbounded_queue_of_a_test_that_takes_milliseconds_fails_with_its_line() throws Exception {
        Ended ended = check("--source-root", "src/test/programs", before);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.exitCode()).as(ended.out()).isEqualTo(1);
        assertThat(ended.out())
                .contains(
                        "error   unbounded-queue",
                        "OrderDesk.<init>(OrderDesk.java:12)",
                        "OrderDesk.run(OrderDesk.java:")
                .doesNotContain("ArrayBlockingQueue)")
                .contains("FAILED: 2 findings");
    }

    @Test
    void with_a_baseline_only_the_new_queue_fails() throws Exception {
        Path baseline = folder.resolve("known.txt");
        assertThat(check("--write-baseline", "--baseline", baseline, before).exitCode())
                .isZero();
        assertThat(check("--baseline", baseline, before).exitCode()).isZero();

        Ended ended = check("--baseline", baseline, after);
        assertThat(ended.exitCode()).as(ended.out()).isEqualTo(1);
        assertThat(ended.out()).contains("FAILED: 1 finding;", "OrderDesk.lambda$more", "ConcurrentLinkedQueue");
    }

    @Test
    void what_the_project_allows_passes_and_the_reason_is_told() throws Exception {
        Path config = Files.writeString(
                folder.resolve("manometer.toml"), "[[allow]]\nsite = \"OrderDesk.*\"\nreason = \"a test program\"\n");
        Path json = folder.resolve("check.json");
        Ended ended = check("--config", config, "-o", json, after);
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        assertThat(Files.readString(json)).contains("\"a test program\"");
    }

    @Test
    void a_jvm_without_the_agent_is_no_data_and_no_pass() throws Exception {
        Path other = folder.resolve("other.jfr");
        Ended program = run(List.of(
                Built.javaHere().toString(), "-XX:StartFlightRecording:filename=" + other, "-Xlog:disable", PROGRAM));
        assertThat(program.exitCode()).as(program.err()).isZero();
        assertThat(check(other).exitCode()).isEqualTo(4);
    }

    @Test
    void it_is_the_same_under_a_newer_jdk() throws Exception {
        Optional<Path> java25 = Built.java25();
        assumeTrue(java25.isPresent(), "no JDK 25 in the usual folder; name one with -Dmanometer.jdk25=FOLDER");
        Path recording = record(java25.orElseThrow(), folder.resolve("newer.jfr"));
        assertThat(check(recording).out()).contains("FAILED: 2 findings");
    }
}
