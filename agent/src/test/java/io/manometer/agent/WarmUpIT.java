package io.manometer.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Brief;
import io.manometer.agent.testing.ForkedJvm;
import io.manometer.agent.testing.Jdk;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an application's first use of a queue finds ready: loading a class there would be under the queue's own lock. */
class WarmUpIT {
    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void what_hooks_call_is_loaded_before_the_application_is(String jdk) {
        try (ForkedJvm jvm = ForkedJvm.java(Jdk.get(jdk))
                .agent("")
                .jvm("-Xlog:class+load:stdout")
                .main(Brief.class)
                .start()) {
            assertThat(jvm.awaitExit()).as(jvm.toString()).isZero();
            assertThat(jvm.out())
                    .containsSubsequence(" io.manometer.boot.Looks ", " " + Brief.class.getName() + " ")
                    .containsSubsequence(" io.manometer.boot.Meter$Refusals ", " " + Brief.class.getName() + " ")
                    .containsSubsequence(" io.manometer.boot.WaitClock ", " " + Brief.class.getName() + " ");
        }
    }
}
