package io.manometer.analyzer.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.model.Chain;
import io.manometer.analyzer.model.Chain.ChainVerdict;
import io.manometer.analyzer.model.Confidence;
import io.manometer.analyzer.model.Edge;
import io.manometer.analyzer.model.Headroom;
import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.Load;
import io.manometer.analyzer.model.OnFull;
import io.manometer.analyzer.model.Refusals;
import io.manometer.analyzer.model.Totals;
import io.manometer.analyzer.model.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChainsTest {
    @Test
    void an_edge_needs_twenty_observations_and_one_percent_of_the_departures() {
        List<HopVerdict> hops = List.of(hop(1, Verdict.HEALTHY), hop(2, Verdict.HEALTHY));
        assertThat(Chains.accepted(hops, List.of(new Edge(1, 2, 20)))).hasSize(1);
        assertThat(Chains.accepted(hops, List.of(new Edge(1, 2, 19)))).isEmpty();
        List<HopVerdict> busy = List.of(hop(1, Verdict.HEALTHY, 10_000), hop(2, Verdict.HEALTHY));
        assertThat(Chains.accepted(busy, List.of(new Edge(1, 2, 99)))).isEmpty();
        assertThat(Chains.accepted(busy, List.of(new Edge(1, 2, 100)))).hasSize(1);
    }

    @Test
    void a_hop_that_feeds_itself_or_an_unknown_one_is_no_edge() {
        List<HopVerdict> hops = List.of(hop(1, Verdict.HEALTHY));
        assertThat(Chains.accepted(hops, List.of(new Edge(1, 1, 1000), new Edge(1, 7, 1000))))
                .isEmpty();
    }

    @Test
    void hops_come_upstream_first_whatever_the_order_of_reading() {
        Chain chain = only(chains(
                List.of(hop(3, Verdict.HEALTHY), hop(1, Verdict.HEALTHY), hop(2, Verdict.HEALTHY)),
                edge(2, 3),
                edge(1, 2)));
        assertThat(chain.hops()).containsExactly(1L, 2L, 3L);
        assertThat(chain.bottleneck()).isNull();
        assertThat(chain.verdict()).isNull();
    }

    @Test
    void the_bottleneck_is_behind_the_last_of_the_held_back() {
        Chain chain = only(chains(
                List.of(hop(1, Verdict.PROPAGATES), hop(2, Verdict.PROPAGATES), hop(3, Verdict.PROPAGATES)),
                edge(1, 2),
                edge(2, 3)));
        assertThat(chain.bottleneck()).isEqualTo(3L);
        assertThat(chain.verdict()).isEqualTo(ChainVerdict.PROPAGATES_TO_SOURCE);
    }

    @Test
    void a_chain_breaks_at_the_first_hop_upstream_that_absorbs() {
        Chain chain = only(chains(
                List.of(hop(1, Verdict.ABSORBS), hop(2, Verdict.ABSORBS), hop(3, Verdict.PROPAGATES)),
                edge(1, 2),
                edge(2, 3)));
        assertThat(chain.bottleneck()).isEqualTo(3L);
        assertThat(chain.verdict()).isEqualTo(ChainVerdict.BROKEN);
        assertThat(chain.brokenAt()).isEqualTo(2L);
    }

    @Test
    void a_standing_backlog_breaks_a_chain_too() {
        Chain chain = only(chains(List.of(hop(1, Verdict.STANDING), hop(2, Verdict.PROPAGATES)), edge(1, 2)));
        assertThat(chain.brokenAt()).isEqualTo(1L);
    }

    @Test
    void a_hop_that_sheds_ends_the_pressure_on_purpose() {
        Chain chain = only(chains(List.of(hop(1, Verdict.HEALTHY), hop(2, Verdict.SHEDS)), edge(1, 2)));
        assertThat(chain.bottleneck()).isEqualTo(2L);
        assertThat(chain.verdict()).isEqualTo(ChainVerdict.PROPAGATES_TO_SOURCE);
    }

    @Test
    void two_slow_branches_are_two_bottlenecks() {
        List<Chain> chains = chains(
                List.of(hop(1, Verdict.HEALTHY), hop(2, Verdict.ABSORBS), hop(3, Verdict.ABSORBS)),
                edge(1, 2),
                edge(1, 3));
        assertThat(chains).extracting(Chain::bottleneck).containsExactly(2L, 3L);
    }

    @Test
    void side_buffers_are_in_no_chain() {
        HopVerdict log = of(Histories.side(), Verdict.ABSORBS, 1000);
        assertThat(chains(List.of(hop(1, Verdict.HEALTHY), log), edge(1, 9))).isEmpty();
    }

    @Test
    void a_loop_of_retries_ends() {
        Chain chain = only(chains(List.of(hop(1, Verdict.HEALTHY), hop(2, Verdict.ABSORBS)), edge(1, 2), edge(2, 1)));
        assertThat(chain.hops()).containsExactlyInAnyOrder(1L, 2L);
        assertThat(chain.bottleneck()).isEqualTo(2L);
    }

    @Test
    void a_lone_hop_under_pressure_is_a_chain_and_one_without_is_none() {
        Chain chain = only(chains(List.of(hop(1, Verdict.ABSORBS), hop(2, Verdict.HEALTHY))));
        assertThat(chain.hops()).containsExactly(1L);
        assertThat(chain.stage()).isEqualTo("hop-1");
    }

    @Test
    void the_stage_is_called_by_the_threads_of_its_pool() {
        Hop pool = Histories.hop(1, "pool", "executor", -1, OnFull.GROW, false);
        assertThat(only(chains(List.of(of(pool, Verdict.ABSORBS, 1000)))).stage())
                .isEqualTo("pool-*");
    }

    private static Chain only(List<Chain> chains) {
        assertThat(chains).hasSize(1);
        return chains.get(0);
    }

    private static List<Chain> chains(List<HopVerdict> hops, Edge... edges) {
        return new Chains(hops, Arrays.asList(edges), Map.of()).find();
    }

    private static Edge edge(long from, long to) {
        return new Edge(from, to, 1000);
    }

    private static HopVerdict hop(long id, Verdict verdict) {
        return hop(id, verdict, 1000);
    }

    private static HopVerdict hop(long id, Verdict verdict, long departures) {
        return of(Histories.hop(id, "hop-" + id, "queue", 100, OnFull.BLOCK, false), verdict, departures);
    }

    private static HopVerdict of(Hop hop, Verdict verdict, long departures) {
        return new HopVerdict(
                hop,
                verdict,
                List.of(),
                Confidence.HIGH,
                List.of(),
                new Totals(60, departures, departures, new Refusals(0, 0, 0, 0, 0, 0), 0, 0, 0, 0),
                new Load(0, 0, 0, null, null, null, 0, null, null),
                new Headroom(null, null, null),
                0,
                null,
                List.of());
    }
}
