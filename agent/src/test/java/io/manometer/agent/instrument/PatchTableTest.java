package io.manometer.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.testing.ForkedJvm;
import io.manometer.agent.testing.Jdk;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables against the JDKs they were read in. */
class PatchTableTest {
    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void every_row_finds_its_class_and_place_and_hook(String jdk) {
        try (ForkedJvm jvm = ForkedJvm.java(Jdk.get(jdk))
                .jvm("-Xshare:auto", "-XX:TieredStopAtLevel=1")
                .classPath(mainClasses(Patcher.class))
                .classPath(mainClasses(net.bytebuddy.jar.asm.ClassReader.class))
                .main(PatchTableCheck.class)
                .start()) {
            assertThat(jvm.awaitExit()).as(jvm.toString()).isZero();
            assertThat(jvm.out()).contains("rows checked").doesNotContain("problem");
        }
    }

    @Test
    void a_row_without_a_place_is_found_out() {
        Patch wrong = Patch.in("java/util/concurrent/LinkedBlockingQueue")
                .method("noSuchMethod")
                .call("departed", "O", Patch.THIS);

        assertThat(PatchTableCheck.problem(wrong)).contains("noSuchMethod");
    }

    @Test
    void a_row_with_an_unknown_hook_is_found_out() {
        Patch wrong = Patch.in("java/util/concurrent/LinkedBlockingQueue")
                .method("put")
                .call("departed", "OO", Patch.THIS, Patch.THIS);

        assertThat(PatchTableCheck.problem(wrong)).contains("no hook");
    }

    private static Path mainClasses(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
}
