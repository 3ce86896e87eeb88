package io.manometer.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.gate.Format;
import io.manometer.analyzer.gate.Gate;
import io.manometer.analyzer.gate.GateRequest;
import io.manometer.analyzer.gate.GateResult;
import io.manometer.analyzer.gate.Rendering;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Judges what the agent has recorded of this very JVM so far. What the analyzer creates in doing so is recorded too, and
 * checked by the goal {@code check} when the test is over.
 */
class GateUnderItsOwnAgentTest {
    @TempDir
    Path folder;

    @Test
    void the_gate_reads_the_recording_of_the_jvm_that_it_runs_in() throws Exception {
        Path file = folder.resolve("self.jfr");
        try (Recording snapshot = FlightRecorder.getFlightRecorder().takeSnapshot()) {
            snapshot.dump(file);
        }

        GateResult result = Gate.check(GateRequest.of(List.of(file)));

        assertThat(result.jvms()).as("the agent was there").isEqualTo(1);
        for (Format format : Format.values()) {
            assertThat(format.render(result, Rendering.DEFAULT)).isNotBlank();
        }
    }
}
