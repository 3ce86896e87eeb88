package io.manometer.testapps.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command {@code attach} says what came of it in the other process, not only that it was asked. */
class AttachIT {
    private record Result(int exitCode, String output) {}

    static Stream<Path> javas() throws IOException, InterruptedException {
        return Stream.concat(Stream.of(Built.javaHere()), Built.java25().stream());
    }

    @ParameterizedTest
    @MethodSource("javas")
    void a_refusal_is_told_with_its_reason_and_does_not_stand_in_the_way_of_the_next_attempt(Path java)
            throws Exception {
        Process application = new ProcessBuilder(
                        java.toString(), "-jar", Built.APPS.toString(), "run", "1", "--seconds", "120")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String pid = Long.toString(application.pid());

            Result misspelt = attach(pid, "perid=1s");
            assertThat(misspelt.exitCode).as(misspelt.output).isEqualTo(5);
            assertThat(misspelt.output)
                    .hasLineCount(1)
                    .contains("the agent did not start in process " + pid, "did you mean \"period\"");

            Result off = attach(pid, "enabled=false");
            assertThat(off.exitCode).isEqualTo(5);
            assertThat(off.output).hasLineCount(1).contains("switched off by enabled=false");

            Result good = attach(pid, "period=1s");
            assertThat(good.exitCode).as(good.output).isZero();
            assertThat(good.output).hasLineCount(1).contains("the agent was loaded into process " + pid);

            Result again = attach(pid, "period=1s");
            assertThat(again.exitCode).isEqualTo(5);
            assertThat(again.output).hasLineCount(1).contains("already running in this JVM");
        } finally {
            application.destroyForcibly();
        }
    }

    private static Result attach(String pid, String option) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Built.javaHere().toString(),
                        "-jar",
                        Built.ANALYZER.toString(),
                        "attach",
                        pid,
                        "--agent",
                        Built.AGENT.toString(),
                        option))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
