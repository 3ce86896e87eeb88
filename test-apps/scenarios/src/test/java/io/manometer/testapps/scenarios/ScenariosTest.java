package io.manometer.testapps.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.testapps.load.Load;
import io.manometer.testapps.load.Truth;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenariosTest {
    static Iterable<Scenario> here() {
        return Scenarios.ALL.stream()
                .filter(scenario -> scenario.release() <= Runtime.version().feature())
                .toList();
    }

    @Test
    void every_scenario_has_an_id_of_its_own() {
        assertThat(Scenarios.ALL).extracting(Scenario::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("here")
    void every_expected_hop_is_a_field_of_the_program_and_has_a_ledger(Scenario scenario) {
        Program program = scenario.program().apply(Duration.ofSeconds(20));
        Load load = new Load(Duration.ofSeconds(20), 1);
        program.start(load);

        assertThat(scenario.hops()).isNotEmpty();
        // Channels are known by the initializer that builds them.
        assertThat(Stream.concat(
                        Arrays.stream(program.getClass().getDeclaredFields()).map(Field::getName),
                        Arrays.stream(program.getClass().getDeclaredClasses()).map(Class::getSimpleName)))
                .containsAll(scenario.hops().stream()
                        .map(hop -> hop.field().replaceAll(" \\(.*", ""))
                        .toList());
        assertThat(load.truth("test").hops().stream().map(Truth.Hop::name))
                .containsAll(scenario.hops().stream().map(ExpectedHop::field).toList());
    }

    @ParameterizedTest
    @MethodSource("here")
    void no_verdict_is_both_right_and_forbidden(Scenario scenario) {
        assertThat(scenario.hops()).allSatisfy(hop -> assertThat(hop.never()).doesNotContainAnyElementsOf(hop.right()));
    }
}
