package io.manometer.testapps.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnLibrariesIT {
    private static final List<String> LIBRARIES = List.of("byte-buddy-1.14.18.jar", "micrometer-core-1.12.13.jar");

    @Test
    void an_application_with_other_versions_of_the_agents_libraries_runs_unchanged(@TempDir Path folder)
            throws IOException, InterruptedException {
        String without = run(List.of());
        String with = run(List.of("-javaagent:" + Built.AGENT + "=record=" + folder.resolve("app.jfr")));

        assertThat(without).contains("made at run time 100.0").contains(LIBRARIES);
        assertThat(with).isEqualTo(without);
        assertThat(folder.resolve("app.jfr")).isNotEmptyFile();
    }

    /** Runs the program straight from its source, on the libraries that the build has copied. */
    private static String run(List<String> agent) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Built.javaHere().toString(), "-XX:-PrintWarnings"));
        command.addAll(agent);
        command.addAll(List.of("-cp", "target/own-libraries/*", "src/test/programs/OwnLibraries.java"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
