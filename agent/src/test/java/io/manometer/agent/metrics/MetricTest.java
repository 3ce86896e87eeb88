package io.manometer.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.metrics.Metric.Type;
import io.manometer.boot.Kind;
import io.manometer.boot.Sample;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table itself, by Prometheus' rules for names. */
class MetricTest {
    @ParameterizedTest
    @EnumSource(Metric.class)
    void a_name_has_the_prefix_and_ends_with_its_unit(Metric metric) {
        String end = metric.unit.label + (metric.type == Type.COUNTER ? "_total" : "");

        assertThat(metric.series).matches("backpressure(_[a-z]+)+").endsWith(end);
        assertThat(metric.series.endsWith("_total")).isEqualTo(metric.type == Type.COUNTER);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void labels_are_hop_and_kind_and_of_refusals_the_reason_and_no_more(Metric metric) {
        assertThat(String.join(" ", metric.labels())).isIn("", "hop kind", "hop kind reason", "version");
        assertThat(metric.labels().contains("reason")).isEqualTo(metric == Metric.REFUSED);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void a_help_text_is_a_line_of_whole_sentences(Metric metric) {
        assertThat(metric.help).endsWith(".").doesNotContain("\n", "|", "  ");
    }

    @Test
    void names_are_unique_and_so_are_micrometers() {
        assertThat(Arrays.stream(Metric.values()).map(metric -> metric.series)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(Metric.values()).map(Metric::meter)).doesNotHaveDuplicates();
    }

    @Test
    void there_is_a_reason_for_each_kind_of_refusal_that_a_sample_has() {
        assertThat(Metric.REASONS).hasSameSizeAs(new Sample().refused);
    }

    @Test
    void buckets_ascend_and_contain_the_targets_of_the_analyzers_profiles() {
        assertThat(Metric.WAIT_BUCKETS).isSorted().contains(0.02, 0.1, 5.0);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void every_kind_of_hop_has_the_quantities_of_a_hop(Kind kind) {
        assertThat(Arrays.stream(Metric.values()).filter(metric -> metric.appliesTo(kind)))
                .contains(Metric.DEPTH, Metric.ARRIVALS, Metric.DEPARTURES, Metric.REFUSED, Metric.WAIT);
    }
}
