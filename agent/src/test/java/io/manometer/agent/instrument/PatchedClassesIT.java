package io.manometer.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.testing.ForkedJvm;
import io.manometer.agent.testing.Jdk;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PatchedClassesIT {
    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void every_class_of_the_tables_is_patched_and_passes_the_verifier(String name) {
        Jdk jdk = Jdk.get(name);
        List<String> types = PatchTableCheck.table().stream()
                .filter(patch -> patch.appliesTo(jdk.feature()))
                .map(Patch::type)
                .distinct()
                .toList();
        try (ForkedJvm jvm = ForkedJvm.java(jdk)
                .jvm(
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:+BytecodeVerificationLocal",
                        "-XX:+BytecodeVerificationRemote")
                .agent("log=debug")
                .main(io.manometer.scenarios.Loading.class)
                .arguments(types.toArray(String[]::new))
                .start()) {
            assertThat(jvm.awaitExit()).as(jvm.toString()).isZero();
            assertThat(jvm.out()).contains("loaded " + types.size());
            for (String type : types) {
                assertThat(jvm.err()).contains("patched " + type + "\n");
            }
            assertThat(jvm.err()).doesNotContain("is not watched");
        }
    }
}
