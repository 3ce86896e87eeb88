package io.manometer.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** In a JVM that has no agent. */
class WithoutAgentTest {
    @Test
    void every_class_fails_with_the_remedy() {
        assertThat(containers("fail").failed().stream())
                .singleElement()
                .extracting(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .getMessage())
                .asString()
                .contains(
                        "agent is not in this JVM", "-javaagent:manometer-agent.jar", NoUnboundedBuffers.WITHOUT_AGENT);
    }

    @Test
    void it_can_be_told_to_let_that_pass() {
        assertThat(containers("warn").failed().count()).isZero();
        assertThat(containers("ignore").failed().count()).isZero();
    }

    @Test
    void a_word_that_is_not_known_fails() {
        assertThat(containers("perhaps").failed().count()).isEqualTo(1);
    }

    private static Events containers(String withoutAgent) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter(NoUnboundedBuffers.WITHOUT_AGENT, withoutAgent)
                .selectors(selectClass(Samples.CreatesOne.class))
                .execute()
                .containerEvents();
    }
}
