package io.manometer.analyzer.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.model.Analysis;
import io.manometer.analyzer.model.Edge;
import io.manometer.analyzer.model.OnFull;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EdgeWeightsTest {
    @Test
    void three_parts_for_each_order_are_a_fan_out_of_three() {
        Edge edge = only(100, 300, 3_000);
        assertThat(edge.fanOut()).isEqualTo(3.0);
        assertThat(edge.fanIn()).isEqualTo(1.0);
    }

    @Test
    void a_hop_that_is_fed_by_others_too_has_a_fan_in_below_one() {
        Edge edge = only(100, 400, 1_000);
        assertThat(edge.fanOut()).isEqualTo(1.0);
        assertThat(edge.fanIn()).isEqualTo(0.25);
    }

    @Test
    void an_estimate_above_the_arrivals_is_all_of_them() {
        assertThat(only(100, 100, 1_100).fanIn()).isEqualTo(1.0);
    }

    /** Ten windows with that many departures of the first hop and arrivals at the second. */
    private static Edge only(long departures, long arrivals, long count) {
        Analysis analysis = Judge.judge(
                List.of(
                        Histories.history(
                                Histories.hop(1, "orders", "queue", 100, OnFull.BLOCK, false),
                                10,
                                second -> Histories.steady(second, departures, 0)),
                        Histories.history(
                                Histories.hop(2, "parts", "queue", 100, OnFull.BLOCK, false),
                                10,
                                second -> Histories.steady(second, arrivals, 0))),
                List.of(new Edge(1, 2, count)),
                Histories.CONTEXT,
                Profile.TARGET);
        assertThat(analysis.edges()).hasSize(1);
        return analysis.edges().get(0);
    }
}
