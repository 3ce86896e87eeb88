package io.manometer.analyzer.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.judge.Simulation.Policy;
import io.manometer.analyzer.model.Analysis;
import io.manometer.analyzer.model.Chain;
import io.manometer.analyzer.model.Chain.ChainVerdict;
import io.manometer.analyzer.model.Episode;
import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.Rule;
import io.manometer.analyzer.model.Severity;
import io.manometer.analyzer.model.Tag;
import io.manometer.analyzer.model.Verdict;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scenario table of docs/verdicts.md, as far as a simulation can express it; the parameter is the seed. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ScenarioSimulationTest {
    private static final double MU = 500;
    private static final int MINUTE = 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void s1_an_unbounded_queue_at_half_load_is_fine_but_noted(long seed) {
        Analysis analysis = single(seed, -1, Policy.GROW, time -> 0.5 * MU).judge();
        assertThat(only(analysis).verdict()).isIn(Verdict.HEALTHY, Verdict.UNTESTED);
        assertThat(analysis.findings())
                .anyMatch(finding -> finding.rule() == Rule.UNBOUNDED_QUEUE && finding.severity() == Severity.NOTE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void s4_an_unbounded_queue_at_twice_the_load_absorbs_within_15_seconds(long seed) {
        Simulation simulation = single(seed, -1, Policy.GROW, time -> 2 * MU);
        assertThat(only(simulation.judge()).verdict()).isEqualTo(Verdict.ABSORBS);
        assertThat(only(single(seed, -1, Policy.GROW, time -> 2 * MU, 15).judge())
                        .verdict())
                .isEqualTo(Verdict.ABSORBS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void s5_a_bounded_queue_with_put_propagates_strongly(long seed) {
        HopVerdict verdict =
                only(single(seed, 100, Policy.BLOCK, time -> 2 * MU).judge());
        assertThat(verdict.verdict()).isEqualTo(Verdict.PROPAGATES);
        assertThat(verdict.tags()).contains(Tag.STRONG);
        assertThat(verdict.episodes().get(0).shares().blocked()).isBetween(0.4, 0.6);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void s6_offers_that_return_false_are_shed_silently(long seed) {
        HopVerdict verdict =
                only(single(seed, 100, Policy.FALSE, time -> 2 * MU).judge());
        assertThat(verdict.verdict()).isEqualTo(Verdict.SHEDS);
        assertThat(verdict.tags()).contains(Tag.SILENT).doesNotContain(Tag.VISIBLE, Tag.RETRY_STORM);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void s9_bursts_come_and_go(long seed) {
        DoubleUnaryOperator bursts = time -> time % 30 < 5 ? 3 * MU : 0.3 * MU;
        assertThat(only(single(seed, -1, Policy.GROW, bursts).judge()).verdict())
                .isEqualTo(Verdict.BURST);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void s12_a_ramp_below_the_limit_is_healthy(long seed) {
        DoubleUnaryOperator ramp = time -> (0.3 + 0.6 * time / MINUTE) * MU;
        assertThat(only(single(seed, -1, Policy.GROW, ramp).judge()).verdict()).isEqualTo(Verdict.HEALTHY);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void s14_consumers_paused_for_three_seconds_are_a_burst(long seed) {
        Simulation simulation = new Simulation(seed).source(0.7 * MU);
        simulation.hop("orders", -1, Policy.GROW, time -> time >= 30 && time < 33 ? 0 : MU);
        assertThat(only(simulation.run(MINUTE).judge()).verdict()).isEqualTo(Verdict.BURST);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void s15_a_consumer_that_drains_all_every_five_seconds_is_healthy(long seed) {
        Simulation simulation = new Simulation(seed).source(0.5 * MU);
        simulation.hop("orders", -1, Policy.GROW, MU).drainedEvery(5);
        assertThat(only(simulation.run(MINUTE).judge()).verdict()).isEqualTo(Verdict.HEALTHY);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void s18_a_fixed_pool_over_an_unbounded_queue_absorbs(long seed) {
        Simulation simulation = new Simulation(seed).source(1.5 * MU);
        simulation.hop("pool", -1, Policy.GROW, MU).kind("executor").consumers(4);
        HopVerdict verdict = only(simulation.run(MINUTE).judge());
        assertThat(verdict.verdict()).isEqualTo(Verdict.ABSORBS);
        assertThat(verdict.tags()).contains(Tag.UNBOUNDED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void s19_a_pool_that_aborts_sheds_visibly(long seed) {
        HopVerdict verdict =
                only(single(seed, 100, Policy.EXCEPTION, time -> 1.5 * MU).judge());
        assertThat(verdict.verdict()).isEqualTo(Verdict.SHEDS);
        assertThat(verdict.tags()).contains(Tag.VISIBLE).doesNotContain(Tag.RETRY_STORM, Tag.SILENT);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void refusals_that_come_back_twice_are_a_retry_storm(long seed) {
        HopVerdict verdict = only(single(seed, 100, Policy.EXCEPTION_AND_RETRY, time -> 1.1 * MU, 30)
                .judge());
        assertThat(verdict.verdict()).isEqualTo(Verdict.SHEDS);
        assertThat(verdict.tags()).contains(Tag.RETRY_STORM);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void s21_caller_runs_in_a_chain_slows_the_stage_before(long seed) {
        Simulation simulation = new Simulation(seed).source(0.9 * MU);
        Simulation.Node second = simulation.hop("intake", -1, Policy.GROW, MU).kind("executor");
        second.feeds(simulation.hop("pool", 50, Policy.CALLER_RUNS, 0.5 * MU).kind("executor"));
        Analysis analysis = simulation.run(MINUTE).judge();
        assertThat(verdict(analysis, "pool")).isEqualTo(Verdict.DEGRADES_CALLER);
        assertThat(analysis.chains()).extracting(Chain::bottleneck).containsExactly(2L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void s23_discarding_policies_shed_silently_with_exact_counts(long seed) {
        for (Policy policy : new Policy[] {Policy.DROP_NEWEST, Policy.DROP_OLDEST}) {
            Simulation simulation = single(seed, 100, policy, time -> 2 * MU);
            HopVerdict verdict = only(simulation.judge());
            assertThat(verdict.verdict()).as(policy.name()).isEqualTo(Verdict.SHEDS);
            assertThat(verdict.tags()).contains(Tag.SILENT).doesNotContain(Tag.VISIBLE);
            assertThat(verdict.episodes().get(0).shares().refused()).isBetween(0.45, 0.55);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void s25_virtual_threads_over_too_few_permits_absorb(long seed) {
        Simulation simulation = new Simulation(seed).source(1.5 * MU);
        simulation.hop("vthreads", -1, Policy.GROW, MU).workInProgress();
        HopVerdict verdict = only(simulation.run(MINUTE).judge());
        assertThat(verdict.verdict()).isEqualTo(Verdict.ABSORBS);
        assertThat(verdict.tags()).contains(Tag.THREADS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void s26_a_bounded_chain_propagates_to_its_source(long seed) {
        Analysis analysis = chain(seed, 100, 100, MU, 2 * MU, 0.5 * MU);
        assertThat(verdict(analysis, "first")).isEqualTo(Verdict.PROPAGATES);
        assertThat(verdict(analysis, "second")).isEqualTo(Verdict.PROPAGATES);
        assertChain(analysis, "second", ChainVerdict.PROPAGATES_TO_SOURCE, null);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void s27_an_unbounded_first_queue_breaks_the_chain_there(long seed) {
        Analysis analysis = chain(seed, -1, 100, MU, 2 * MU, 0.5 * MU);
        assertThat(verdict(analysis, "first")).isEqualTo(Verdict.ABSORBS);
        assertThat(verdict(analysis, "second")).isEqualTo(Verdict.PROPAGATES);
        assertChain(analysis, "second", ChainVerdict.BROKEN, "first");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void s28_an_unbounded_second_queue_breaks_the_chain_there(long seed) {
        Analysis analysis = chain(seed, 100, -1, MU, 2 * MU, 0.5 * MU);
        assertThat(verdict(analysis, "first")).isIn(Verdict.HEALTHY, Verdict.UNTESTED);
        assertThat(verdict(analysis, "second")).isEqualTo(Verdict.ABSORBS);
        assertChain(analysis, "second", ChainVerdict.BROKEN, "second");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void s30_in_a_fan_out_only_the_slow_branch_absorbs(long seed) {
        Analysis analysis = fanOut(seed, -1);
        assertThat(verdict(analysis, "slow")).isEqualTo(Verdict.ABSORBS);
        assertThat(verdict(analysis, "fast")).isIn(Verdict.HEALTHY, Verdict.UNTESTED);
        assertChain(analysis, "slow", ChainVerdict.BROKEN, "slow");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_slow_bounded_branch_starves_the_other_by_head_of_line_coupling(long seed) {
        Analysis analysis = fanOut(seed, 100);
        assertThat(verdict(analysis, "slow")).isEqualTo(Verdict.PROPAGATES);
        assertThat(verdict(analysis, "fast")).isIn(Verdict.HEALTHY, Verdict.UNTESTED);
        Chain chain = analysis.chains().get(0);
        assertThat(chain.couplings()).containsExactly(new Chain.Coupling(id(analysis, "slow"), id(analysis, "fast")));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void s38_a_dead_consumer_stalls_the_queue(long seed) {
        for (long capacity : new long[] {-1, 100}) {
            Simulation simulation = new Simulation(seed).source(0.5 * MU);
            simulation.hop("orders", capacity, capacity < 0 ? Policy.GROW : Policy.BLOCK, time -> time < 30 ? MU : 0);
            assertThat(only(simulation.run(MINUTE).judge()).verdict()).isEqualTo(Verdict.STALLED);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void s40_items_left_over_without_traffic_are_stranded(long seed) {
        Simulation simulation = new Simulation(seed).source(0);
        simulation.hop("orders", -1, Policy.GROW, 0).startingWith(500);
        assertThat(only(simulation.run(MINUTE).judge()).verdict()).isEqualTo(Verdict.STRANDED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void s44_ten_items_a_second_are_told_apart(long seed) {
        Verdict busy = tenItemsASecond(seed, 0.9);
        Verdict over = tenItemsASecond(seed, 1.3);
        assertThat(busy).isNotEqualTo(Verdict.ABSORBS);
        assertThat(over).isEqualTo(Verdict.ABSORBS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void s47_capacity_lost_at_half_time_is_dated_within_ten_seconds(long seed) {
        Simulation simulation = new Simulation(seed).source(0.7 * MU);
        simulation.hop("orders", -1, Policy.GROW, time -> time < 30 ? MU : MU * 0.7 / 1.3);
        HopVerdict verdict = only(simulation.run(MINUTE).judge());
        assertThat(verdict.verdict()).isEqualTo(Verdict.ABSORBS);
        assertThat(verdict.episodes().get(0).fromMillis()).isBetween(25_000L, 40_000L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_huge_bounded_queue_absorbs_first_and_propagates_later(long seed) {
        HopVerdict verdict = only(
                single(seed, (long) (40 * MU), Policy.BLOCK, time -> 2 * MU, 90).judge());
        assertThat(verdict.verdict()).isEqualTo(Verdict.PROPAGATES);
        assertThat(verdict.tags()).contains(Tag.EFFECTIVELY_UNBOUNDED);
        assertThat(verdict.episodes())
                .extracting(Episode::verdict)
                .containsExactly(Verdict.ABSORBS, Verdict.PROPAGATES);
        assertThat(verdict.episodes().get(1).activation().latencySeconds()).isBetween(35.0, 45.0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_constant_backlog_is_standing(long seed) {
        Simulation simulation = new Simulation(seed).source(time -> time < 5 ? 2 * MU : 0.999 * MU);
        simulation.hop("orders", -1, Policy.GROW, MU).startingWith((long) (2 * MU));
        assertThat(only(simulation.run(MINUTE).judge()).verdict()).isEqualTo(Verdict.STANDING);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bounding_an_unbounded_queue_turns_absorbing_into_propagating(long seed) {
        assertThat(verdict(chain(seed, -1, 100, MU, 2 * MU, 0.5 * MU), "first")).isEqualTo(Verdict.ABSORBS);
        assertThat(verdict(chain(seed, 100, 100, MU, 2 * MU, 0.5 * MU), "first"))
                .isEqualTo(Verdict.PROPAGATES);
        assertThat(verdict(chain(seed, 100, -1, MU, 2 * MU, 0.5 * MU), "second"))
                .isEqualTo(Verdict.ABSORBS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void halving_the_speed_of_a_stage_moves_the_bottleneck_there(long seed) {
        Analysis slowThird = chain(seed, 100, 100, MU, 0.9 * MU, 0.6 * MU);
        Analysis slowSecond = chain(seed, 100, 100, MU, 0.45 * MU, 0.6 * MU);
        assertChain(slowThird, "second", ChainVerdict.PROPAGATES_TO_SOURCE, null);
        assertChain(slowSecond, "first", ChainVerdict.PROPAGATES_TO_SOURCE, null);
    }

    // ---- helpers

    /** So few items that chance moves the realised load: other seeds are drawn until it is within 5 % of the wanted one. */
    private static Verdict tenItemsASecond(long seed, double load) {
        for (long attempt = seed; ; attempt += 1000) {
            Simulation simulation = new Simulation(attempt).source(load * 10);
            Simulation.Node node = simulation.hop("orders", -1, Policy.GROW, 10);
            simulation.run(MINUTE);
            if (Math.abs(node.realisedUtilisation() - load) < 0.05) {
                return only(simulation.judge()).verdict();
            }
        }
    }

    private static Simulation single(long seed, long capacity, Policy policy, DoubleUnaryOperator load) {
        return single(seed, capacity, policy, load, MINUTE);
    }

    private static Simulation single(long seed, long capacity, Policy policy, DoubleUnaryOperator load, int seconds) {
        Simulation simulation = new Simulation(seed).source(load);
        simulation.hop("orders", capacity, policy, MU);
        return simulation.run(seconds);
    }

    /** Source (stage 1) -> first -> stage 2 -> second -> stage 3; the rates are those of source, stage 2, stage 3. */
    private static Analysis chain(long seed, long first, long second, double source, double two, double three) {
        Simulation simulation = new Simulation(seed).source(source);
        Simulation.Node head = simulation.hop("first", first, first < 0 ? Policy.GROW : Policy.BLOCK, two);
        head.feeds(simulation.hop("second", second, second < 0 ? Policy.GROW : Policy.BLOCK, three));
        return simulation.run(MINUTE).judge();
    }

    private static Analysis fanOut(long seed, long capacity) {
        Policy policy = capacity < 0 ? Policy.GROW : Policy.BLOCK;
        Simulation simulation = new Simulation(seed).source(0.8 * MU);
        Simulation.Node intake = simulation.hop("intake", 100, Policy.BLOCK, 2 * MU);
        intake.feeds(
                simulation.hop("slow", capacity, policy, 0.4 * MU), simulation.hop("fast", capacity, policy, 2 * MU));
        return simulation.run(MINUTE).judge();
    }

    private static void assertChain(Analysis analysis, String bottleneck, ChainVerdict verdict, String brokenAt) {
        assertThat(analysis.chains()).hasSize(1);
        Chain chain = analysis.chains().get(0);
        assertThat(chain.bottleneck()).isEqualTo(id(analysis, bottleneck));
        assertThat(chain.verdict()).isEqualTo(verdict);
        assertThat(chain.brokenAt()).isEqualTo(brokenAt == null ? null : id(analysis, brokenAt));
    }

    private static HopVerdict only(Analysis analysis) {
        assertThat(analysis.hops()).hasSize(1);
        return analysis.hops().get(0);
    }

    private static Verdict verdict(Analysis analysis, String name) {
        return hop(analysis, name).verdict();
    }

    private static Long id(Analysis analysis, String name) {
        return hop(analysis, name).hop().id();
    }

    private static HopVerdict hop(Analysis analysis, String name) {
        return analysis.hops().stream()
                .filter(hop -> hop.hop().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
