package io.manometer.analyzer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.testing.FakeAgent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckCommandTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path bad;
    private static Path good;

    @BeforeAll
    static void recordings() throws IOException {
        bad = shared.resolve("bad.jfr");
        good = shared.resolve("good.jfr");
        try (Recording recording = FakeAgent.recording()) {
            recording.start();
            FakeAgent.growing(1, "Orders.queue", 1, 70);
            recording.dump(bad);
        }
        try (Recording recording = FakeAgent.recording()) {
            recording.start();
            FakeAgent.info();
            FakeAgent.describe(2, "Orders.bounded", 100);
            FakeAgent.sample(2, 1, 10, 10, 0, 10, 10);
            FakeAgent.health(1);
            recording.dump(good);
        }
    }

    @Test
    void findings_are_1_and_none_are_0() {
        Captured failed = Captured.run("check", bad);
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err()).isEmpty();
        assertThat(failed.out()).contains("error   unbounded-queue", "error   absorbs", "FAILED: 2 findings");
        Captured passed = Captured.run("check", good);
        assertThat(passed.exitCode()).as(passed.err()).isZero();
        assertThat(passed.out()).isEqualTo("PASSED: nothing new that fails; checked 1 buffer\n");
    }

    @Test
    void an_unreadable_input_is_3_and_nothing_of_ours_is_4() throws IOException {
        Captured missing = Captured.run("check", good, folder.resolve("none.jfr"));
        assertThat(missing.exitCode()).isEqualTo(3);
        assertThat(missing.err()).contains("none.jfr: no such file");
        assertThat(missing.out()).startsWith("INCOMPLETE");
        Path other = folder.resolve("other.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            recording.dump(other);
        }
        Captured empty = Captured.run("check", other);
        assertThat(empty.exitCode()).isEqualTo(4);
        assertThat(empty.out()).startsWith("NO DATA");
        assertThat(empty.err()).contains("other.jfr: ", "record=").hasLineCount(1);
    }

    @Test
    void rules_to_fail_on_can_be_named() {
        assertThat(Captured.run("check", "--fail-on", "none", bad).exitCode()).isZero();
        assertThat(Captured.run("check", "--fail-on", "stalled,retry-storm:note", bad)
                        .exitCode())
                .isZero();
        assertThat(Captured.run("check", "--fail-on", "absorbs", "--fail-on", "stalled", bad)
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void a_baseline_is_written_and_then_passes() {
        Path file = folder.resolve("deep/known.txt");
        Captured wrote = Captured.run("check", "--write-baseline", "--baseline", file, bad);
        assertThat(wrote.exitCode()).as(wrote.err()).isZero();
        assertThat(wrote.out()).contains("2 known, 0 stale removed");
        Captured passed = Captured.run("check", "--baseline", file, bad);
        assertThat(passed.exitCode()).isZero();
        assertThat(passed.out()).contains("2 in the baseline");
        Captured stale = Captured.run("check", "--baseline", file, good);
        assertThat(stale.exitCode()).isZero();
        assertThat(stale.out()).contains("note    stale in the baseline");
        Captured renewed = Captured.run("check", "--write-baseline", "--baseline", file, good);
        assertThat(renewed.out()).contains("0 known, 2 stale removed");
    }

    @Test
    void no_baseline_is_written_of_nothing() {
        Path file = folder.resolve("known.txt");
        assertThat(Captured.run("check", "--write-baseline", "--baseline", file, folder.resolve("none.jfr"))
                        .exitCode())
                .isIn(3, 4);
        assertThat(Files.exists(file)).isFalse();
    }

    @Test
    void several_files_get_the_format_of_their_suffix_and_the_log_gets_text() throws IOException {
        Path sarif = folder.resolve("out/check.sarif");
        Path junit = folder.resolve("out/TEST-check.xml");
        Path json = folder.resolve("out/check.json");
        Path markdown = folder.resolve("out/check.md");
        Captured result = Captured.run("check", "-o", sarif, "-o", junit, "-o", json, "-o", markdown, bad);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.out()).contains("FAILED");
        assertThat(Files.readString(sarif)).contains("\"2.1.0\"");
        assertThat(Files.readString(junit)).contains("<testsuites");
        assertThat(Files.readString(json)).contains("schemaVersion");
        assertThat(Files.readString(markdown)).startsWith("## Manometer");
    }

    @Test
    void a_suffix_that_allows_two_formats_takes_the_one_asked_for() throws IOException {
        Path json = folder.resolve("check.json");
        Captured.run("check", "--format", "sarif", "-o", json, bad);
        assertThat(Files.readString(json)).contains("\"2.1.0\"");
        Path odd = folder.resolve("report");
        Captured.run("check", "--format", "junit", "-o", odd, bad);
        assertThat(Files.readString(odd)).contains("<testsuites");
    }

    @Test
    void github_gets_annotations_and_a_job_summary_after_what_is_there() throws IOException {
        Path summary = Files.writeString(folder.resolve("summary.md"), "earlier\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Screen screen = new Screen(
                out,
                new PrintStream(new ByteArrayOutputStream()),
                StandardCharsets.UTF_8,
                false,
                Map.of("GITHUB_STEP_SUMMARY", summary.toString()));
        int exitCode = Main.run(screen, "check", "--format", "github", "--source-root", ".", bad.toString());
        assertThat(exitCode).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("::error file=");
        assertThat(Files.readString(summary)).startsWith("earlier\n## Manometer: FAILED");
    }

    @Test
    void the_file_of_a_project_says_what_is_allowed_and_what_fails() throws IOException {
        Path config = Files.writeString(folder.resolve("manometer.toml"), """
                fail-on = ["unbounded-queue"]

                [[allow]]
                site = "app.Orders.*"
                reason = "64 in flight"
                """);
        Captured allowed = Captured.run("check", "--config", config, bad);
        assertThat(allowed.exitCode()).as(allowed.err()).isZero();
        assertThat(allowed.out()).contains("2 allowed");
    }

    private static String file(String name, String text) throws IOException {
        return Files.writeString(shared.resolve(name), text).toString();
    }

    static List<Arguments> wrong() throws IOException {
        return List.of(
                Arguments.of(List.of("--fail-on", "unbounded"), "there is no rule \"unbounded\""),
                Arguments.of(List.of("--fail-on", "absorbs:fatal"), "is no severity"),
                Arguments.of(List.of("--format", "html"), "there is no format \"html\""),
                Arguments.of(List.of("-o", "report.pdf"), "does not tell a format"),
                Arguments.of(List.of("--format", "json", "--format", "sarif"), "can't share the standard output"),
                Arguments.of(List.of("--baseline", "none.txt"), "none.txt: no such file"),
                Arguments.of(List.of("--config", "none.toml"), "none.toml: no such file"),
                Arguments.of(List.of("--config", file("bad.toml", "fail-on = [")), "bad.toml:1:"),
                Arguments.of(List.of("--config", file("reason.toml", "[[allow]]\nsite = \"a\"")), "needs a reason"),
                Arguments.of(
                        List.of("--config", file("date.toml", "[[allow]]\nreason = \"a\"\nexpires = \"soon\"")),
                        "date.toml:3:1: expires must be a date"),
                Arguments.of(List.of("--config", shared.toString()), "check that it is a file"),
                Arguments.of(List.of("--baseline", file("bad.txt", "x y")), "bad.txt:1: \"x y\" is no line"),
                Arguments.of(List.of("--baseline", shared.toString()), "check that it is a file"),
                Arguments.of(List.of("--classes", "none.jar"), "none.jar: no such file"),
                Arguments.of(List.of("--nonsense"), "Unknown option"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void a_mistake_of_the_user_is_2_and_one_line(List<String> options, String message) {
        Object[] arguments = new Object[options.size() + 2];
        arguments[0] = "check";
        for (int i = 0; i < options.size(); i++) {
            arguments[i + 1] = options.get(i);
        }
        arguments[options.size() + 1] = bad;
        Captured result = Captured.run(arguments);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(message).hasLineCount(1);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void a_file_that_cannot_be_written_is_74() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Captured result = Captured.run("check", "-o", file.resolve("check.json"), good);
        assertThat(result.exitCode()).isEqualTo(74);
        assertThat(result.err()).contains("can't be written").hasLineCount(1);
        assertThat(result.out()).contains("PASSED");
    }

    @Test
    void without_a_recording_it_says_so() {
        Captured result = Captured.run("check");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("RECORDING");
    }
}
