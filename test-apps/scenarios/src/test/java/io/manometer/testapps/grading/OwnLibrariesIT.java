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
    private static final List<String> LIBRARIES = List.of(
            "byte-buddy-1.14.18.jar",
            "micrometer-core-1.12.13.jar",
            "simpleclient-0.9.0.jar",
            "simpleclient_common-0.9.0.jar");

    @TempDir
    Path folder;

    @Test
    void an_application_with_other_versions_of_the_agents_libraries_runs_unchanged() throws Exception {
        String without = run(List.of());
        String with = run(agent("record=" + folder.resolve("app.jfr")));

        assertThat(without)
                .contains("made at run time 100.0", "tasks_total 100.0")
                .contains(LIBRARIES);
        assertThat(with).isEqualTo(without);
        assertThat(folder.resolve("app.jfr")).isNotEmptyFile();
    }

    @Test
    void so_it_does_beside_the_agents_own_registry_and_endpoint() throws Exception {
        String port = folder.resolve("port").toString();
        String with = run(agent("log=off,metrics=0,metrics.portfile=" + port), port);

        assertThat(with).isEqualTo(run(List.of()) + "the agent's endpoint says 200, agent only\n");
    }

    @Test
    void the_agents_meters_in_its_registry_are_made_by_its_own_micrometer() throws Exception {
        String with = run(agent("log=off,metrics=app"), "app");

        assertThat(with).isEqualTo(run(List.of()) + "the agent's meters are in micrometer-core-1.12.13.jar\n");
    }

    @Test
    void both_at_once() throws Exception {
        String port = folder.resolve("port").toString();
        String with = run(agent("log=off,metrics=app+127.0.0.1:0,metrics.portfile=" + port), "app", port);

        assertThat(with)
                .isEqualTo(run(List.of()) + "the agent's meters are in micrometer-core-1.12.13.jar\n"
                        + "the agent's endpoint says 200, agent only\n");
    }

    private static List<String> agent(String options) {
        return List.of("-javaagent:" + Built.AGENT + "=" + options);
    }

    /** Runs the program straight from its source, on the libraries that the build has copied. */
    private static String run(List<String> agent, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Built.javaHere().toString(), "-XX:-PrintWarnings"));
        command.addAll(agent);
        command.addAll(List.of("-cp", "target/own-libraries/*", "src/test/programs/OwnLibraries.java"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
