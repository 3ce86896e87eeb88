package io.manometer.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Under the agent; see the argLine of this module. */
class NoUnboundedBuffersIT {
    private static final String SITE = "LinkedBlockingQueue at io.manometer.junit.Samples$Orders.<init>(Samples.java:";

    @Test
    void the_class_whose_tests_created_it_fails_and_each_site_is_named_once() {
        assertThat(failures(Samples.CreatesOne.class))
                .singleElement()
                .asString()
                .contains("The tests of io.manometer.junit.Samples$CreatesOne created 2 buffers without a limit")
                .containsOnlyOnce(SITE)
                .contains("(2 of them)");
    }

    @Test
    void a_class_that_creates_none_passes() {
        assertThat(failures(Samples.CreatesNone.class)).isEmpty();
    }

    @Test
    void the_next_class_is_not_blamed_for_the_one_before() {
        assertThat(failures(Samples.CreatesOne.class, Samples.CreatesNone.class))
                .singleElement()
                .asString()
                .contains("Samples$CreatesOne");
    }

    @Test
    void what_another_thread_created_belongs_to_the_class_that_ran() {
        assertThat(failures(Samples.CreatesOnAnotherThread.class))
                .singleElement()
                .asString()
                .contains(SITE, "by thread shopkeeper");
    }

    @Test
    void a_pool_over_a_queue_without_a_limit_is_found() {
        assertThat(failures(Samples.CreatesAPool.class))
                .singleElement()
                .asString()
                .contains("LinkedBlockingQueue at io.manometer.junit.Samples$CreatesAPool.pool(Samples.java:");
    }

    @Test
    void what_the_gate_lets_pass_passes_here() {
        assertThat(failures(Samples.CreatesWhatMayBeUnbounded.class)).isEmpty();
    }

    @Test
    void a_nested_class_fails_and_not_the_one_around_it() {
        assertThat(failures(Samples.HasANestedOne.class))
                .singleElement()
                .asString()
                .contains("Samples$HasANestedOne$Inner");
    }

    @Test
    void a_site_that_is_allowed_passes() {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .configurationParameter(NoUnboundedBuffers.ALLOW, "io.manometer.junit.Samples$Orders.*")
                .selectors(selectClass(Samples.CreatesOne.class))
                .execute();

        assertThat(messages(results)).isEmpty();
    }

    private static List<String> failures(Class<?>... classes) {
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter");
        for (Class<?> each : classes) {
            kit.selectors(selectClass(each));
        }
        return messages(kit.execute());
    }

    private static List<String> messages(EngineExecutionResults results) {
        assertThat(results.testEvents().succeeded().count()).isPositive();
        return results.containerEvents().failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .getMessage())
                .toList();
    }
}
