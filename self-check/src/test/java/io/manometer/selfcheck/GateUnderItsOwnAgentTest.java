package io.manometer.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.gate.Format;
import io.manometer.analyzer.gate.Gate;
import io.manometer.analyzer.gate.GateRequest;
import io.manometer.analyzer.gate.GateResult;
import io.manometer.analyzer.gate.Rendering;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Judges what the agent has recorded of this very JVM so far. What the analyzer and its commands create in doing so is recorded
 * too, and checked by the goal {@code check} when the tests are over.
 */
class GateUnderItsOwnAgentTest {
    private static final long PATIENCE_MINUTES = 5;

    @TempDir
    private static Path folder;

    private static Path recording;

    @BeforeAll
    static void take_what_was_recorded_so_far() throws Exception {
        recording = folder.resolve("self.jfr");
        try (Recording snapshot = FlightRecorder.getFlightRecorder().takeSnapshot()) {
            snapshot.dump(recording);
        }
    }

    @Test
    void the_gate_reads_the_recording_of_the_jvm_that_it_runs_in() {
        GateResult result = Gate.check(GateRequest.of(List.of(recording)));

        assertThat(result.jvms()).as("the agent was there").isEqualTo(1);
        for (Format format : Format.values()) {
            assertThat(format.render(result, Rendering.DEFAULT)).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"analyze", "inventory", "check"})
    void a_command_reads_it_under_the_same_agent(String command) throws Exception {
        run(command, recording);
    }

    @Test
    void the_scan_reads_its_own_classes_under_the_same_agent() throws Exception {
        run(
                "scan",
                Path.of(Gate.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI()));
    }

    /** In a JVM of its own that leaves a recording beside the one of this JVM. */
    private static void run(String command, Path input) throws Exception {
        Path output = folder.resolve(command + ".txt");
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        line.add(agentArgument());
        line.addAll(List.of("-jar", System.getProperty("manometer.jar"), command, input.toString()));
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES))
                    .as("%s ended: %s", command, Files.readString(output))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }

    private static String agentArgument() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-javaagent:"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("this JVM has no agent; see the goal prepare-agent"));
    }
}
