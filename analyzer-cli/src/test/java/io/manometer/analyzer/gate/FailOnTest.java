package io.manometer.analyzer.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manometer.analyzer.model.Confidence;
import io.manometer.analyzer.model.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailOnTest {
    @ParameterizedTest
    @EnumSource(GateRule.class)
    void low_confidence_never_fails_by_default_nor_when_the_rule_is_named(GateRule rule) {
        Violation unsure = Samples.violation(rule, "x", Site.UNKNOWN);
        Violation low = new Violation(
                rule,
                rule.severity(Confidence.LOW),
                Confidence.LOW,
                unsure.source(),
                "x",
                "queue",
                "",
                "",
                "",
                Site.UNKNOWN,
                "",
                "",
                List.of(),
                List.of(),
                1,
                1);
        assertThat(FailOn.DEFAULT.fails(low)).isFalse();
        assertThat(FailOn.of(List.of(rule.id())).fails(low)).isFalse();
        assertThat(FailOn.of(List.of(rule.id() + ":note")).fails(low)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(GateRule.class)
    void a_rule_fails_by_default_exactly_if_it_is_an_error(GateRule rule) {
        Violation violation = Samples.violation(rule, "x", Site.UNKNOWN);
        assertThat(FailOn.DEFAULT.fails(violation)).isEqualTo(rule.severity() == Severity.ERROR);
        assertThat(FailOn.of(List.of(rule.id())).fails(violation)).isTrue();
        assertThat(FailOn.of(List.of("all")).fails(violation)).isTrue();
        assertThat(FailOn.of(List.of("all", "none")).fails(violation)).isFalse();
    }

    @Test
    void naming_rules_replaces_the_defaults_unless_they_are_named_too() {
        Violation queue = Samples.unbounded("a.B.c", 1);
        assertThat(FailOn.of(List.of("stalled")).fails(queue)).isFalse();
        assertThat(FailOn.of(List.of("default", "unbounded-threads")).fails(queue))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unbounded", "", "unbounded-queue:fatal", "unbounded-queue:", "ABSORBS", ":error"})
    void what_is_no_rule_is_said_to_be_none(String word) {
        assertThatThrownBy(() -> FailOn.of(List.of(word)))
                .isInstanceOf(GateInputException.class)
                .hasMessageContainingAll(word.isEmpty() || word.startsWith(":") ? "no rule" : "no ", "unbounded-queue");
    }
}
