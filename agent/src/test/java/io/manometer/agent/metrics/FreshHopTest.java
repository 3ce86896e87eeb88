package io.manometer.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.metrics.Metric.Type;
import io.manometer.agent.metrics.prometheus.OwnRegistry;
import io.manometer.agent.testing.Scrape;
import io.manometer.boot.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A hop that has just been created, in the agent's own registry. */
class FreshHopTest {
    @ParameterizedTest
    @EnumSource(Kind.class)
    void every_counter_of_its_kind_is_there_at_0(Kind kind) throws Exception {
        Scrape page = scrape(new HopSeries("Acme.fresh", kind, ""));
        String labels = "{hop=\"Acme.fresh\",kind=\"" + kind.label + "\"";

        for (String counter : counters(kind, labels)) {
            assertThat(page.values()).containsEntry(counter, 0.0);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void it_has_the_metrics_of_its_kind_and_no_others(Kind kind) throws Exception {
        Scrape page = scrape(new HopSeries("Acme.fresh", kind, ""));

        for (Metric metric : Metric.values()) {
            String name = metric.type == Type.HISTOGRAM ? metric.series + "_count" : metric.series;
            boolean there = page.text().contains("\n" + name + "{hop=\"Acme.fresh\"");
            assertThat(there)
                    .as("%s of %s", metric.series, kind)
                    .isEqualTo(metric.appliesTo(kind) && metric != Metric.CAPACITY);
        }
    }

    @Test
    void so_are_those_of_the_whole_virtual_machine_before_any_hop() throws Exception {
        assertThat(scrape().values())
                .containsEntry("backpressure_agent_errors_total", 0.0)
                .containsEntry("backpressure_agent_hops_folded_total", 0.0)
                .containsEntry("backpressure_agent_seconds_total", 0.0)
                .containsEntry("backpressure_unbounded_hops", 0.0);
    }

    private static List<String> counters(Kind kind, String labels) {
        List<String> counters = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            if (metric.type == Type.COUNTER && metric.appliesTo(kind)) {
                if (metric == Metric.REFUSED) {
                    Metric.REASONS.forEach(
                            reason -> counters.add(metric.series + labels + ",reason=\"" + reason + "\"}"));
                } else {
                    counters.add(metric.series + labels + "}");
                }
            }
        }
        counters.add(Metric.WAIT.series + "_count" + labels + "}");
        counters.add(Metric.WAIT.series + "_sum" + labels + "}");
        return counters;
    }

    private static Scrape scrape(HopSeries... live) throws Exception {
        OwnRegistry registry = new OwnRegistry(new JvmSeries());
        registry.sync(live);
        String type = OwnRegistry.contentType(null);
        return Scrape.parse(type, new String(registry.page(type, 0), StandardCharsets.UTF_8));
    }
}
