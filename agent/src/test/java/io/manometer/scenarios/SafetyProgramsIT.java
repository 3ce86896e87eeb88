package io.manometer.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.testing.ForkedJvm;
import io.manometer.agent.testing.Hops;
import io.manometer.agent.testing.Jdk;
import java.nio.file.Path;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SafetyProgramsIT {
    private static final String REASON = "10 errors, the last: java.lang.IllegalStateException: made by a test at "
            + SafetyPrograms.class.getName() + ".main";

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void patched_classes_verify_hooks_pin_nothing_and_a_failing_kind_goes_off(String jdk) throws Exception {
        Path recording = folder.resolve("safety.jfr");
        try (ForkedJvm jvm = ForkedJvm.java(Jdk.get(jdk))
                .jvm(
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:+BytecodeVerificationLocal",
                        "-XX:+BytecodeVerificationRemote")
                .agent("period=100ms")
                .main(SafetyPrograms.class)
                .arguments(recording.toString())
                .start()) {
            assertThat(jvm.awaitExit()).as(jvm.toString()).isZero();
            assertThat(jvm.out()).contains("result 3");
            assertThat(jvm.agentLines())
                    .singleElement()
                    .satisfies(line -> assertThat(line).startsWith("manometer: queue is off: " + REASON));
        }
        Hops hops = Hops.in(recording);
        assertThat(hops.health().getString("kindsOff")).startsWith("queue: " + REASON);
        assertThat(hops.health().getLong("errors"))
                .as("those of the test alone")
                .isEqualTo(10);
        assertThat(RecordingFile.readAllEvents(recording))
                .noneMatch(event -> event.getEventType().getName().equals("jdk.VirtualThreadPinned"));
    }
}
