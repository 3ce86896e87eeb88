package io.manometer.analyzer.judge;

import static io.manometer.analyzer.judge.Histories.CONTEXT;
import static io.manometer.analyzer.judge.Histories.bounded;
import static io.manometer.analyzer.judge.Histories.history;
import static io.manometer.analyzer.judge.Histories.rising;
import static io.manometer.analyzer.judge.Histories.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.manometer.analyzer.model.Analysis;
import io.manometer.analyzer.model.Chain;
import io.manometer.analyzer.model.Chain.ChainVerdict;
import io.manometer.analyzer.model.Chain.CrossCheck;
import io.manometer.analyzer.model.ChannelUse;
import io.manometer.analyzer.model.Edge;
import io.manometer.analyzer.model.Finding;
import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.HopHistory;
import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.OnFull;
import io.manometer.analyzer.model.PollGap;
import io.manometer.analyzer.model.Rule;
import io.manometer.analyzer.model.Severity;
import io.manometer.analyzer.model.Stage.Arrow;
import io.manometer.analyzer.model.Tag;
import io.manometer.analyzer.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BrokersTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Hop TOPIC = Histories.hop(7, "orders", "kafka-consumer", -1, OnFull.PULL, false);

    @Test
    void lag_that_grows_is_kept_by_the_broker_a_warning_and_no_missing_limit() {
        Analysis analysis = analyse(List.of(), history(TOPIC, 60, i -> rising(i, 200, 100)));

        HopVerdict topic = analysis.hops().get(0);
        assertThat(topic.verdict()).isEqualTo(Verdict.ABSORBS);
        assertThat(topic.tags()).contains(Tag.DURABLE).doesNotContain(Tag.UNBOUNDED, Tag.UNBOUNDED_ON_PURPOSE);
        assertThat(topic.exhaustion()).isNull();
        assertThat(analysis.findings())
                .extracting(Finding::rule, Finding::severity)
                .containsExactly(tuple(Rule.ABSORBS, Severity.WARNING));
    }

    @Test
    void a_consumer_that_pauses_propagates_though_the_lag_grows() {
        Analysis analysis =
                analyse(List.of(), history(TOPIC, 60, i -> rising(i, 200, 100).paused(SECOND / 2)));

        assertThat(analysis.hops().get(0).verdict()).isEqualTo(Verdict.PROPAGATES);
    }

    @Test
    void so_does_one_whose_queue_holds_it_back_and_the_chain_reaches_the_source() {
        HopHistory topic = history(TOPIC, 60, i -> rising(i, 200, 100));
        HopHistory queue = history(
                bounded(100),
                60,
                i -> second(i).flow(100, 100).depth(95, 100, 100).blocked(SECOND / 2, 1, 1));
        Analysis analysis = analyse(List.of(new Edge(7, 1, 6_000)), topic, queue);

        HopVerdict verdict = analysis.hops().get(0);
        assertThat(verdict.verdict()).isEqualTo(Verdict.PROPAGATES);
        assertThat(verdict.has(Tag.DURABLE)).isTrue();
        assertThat(verdict.reasons().get(0)).contains("wait for room in orders");
        assertThat(analysis.chains())
                .singleElement()
                .satisfies(chain -> assertThat(chain.verdict()).isEqualTo(ChainVerdict.PROPAGATES_TO_SOURCE));
    }

    @Test
    void a_queue_that_holds_nobody_back_leaves_the_lag_what_it_is() {
        HopHistory topic = history(TOPIC, 60, i -> rising(i, 200, 100));
        HopHistory queue =
                history(bounded(100), 60, i -> second(i).flow(100, 100).depth(0, 1, 0));

        assertThat(analyse(List.of(new Edge(7, 1, 6_000)), topic, queue)
                        .hops()
                        .get(0)
                        .verdict())
                .isEqualTo(Verdict.ABSORBS);
    }

    @Test
    void its_producers_are_other_processes_so_waiting_at_it_points_nowhere() {
        HopHistory lagging = history(TOPIC, 60, i -> rising(i, 200, 100).starved(SECOND / 10, 1));

        Chain chain = analyse(List.of(), lagging).chains().get(0);

        assertThat(chain.stages().get(0).arrow()).isEqualTo(Arrow.NONE);
        assertThat(chain.crossCheck()).isEqualTo(CrossCheck.SILENT);
    }

    @Test
    void a_handler_that_hangs_is_stalled_though_nobody_saw_more_arrive() {
        HopHistory hanging = history(
                TOPIC,
                60,
                i -> i < 30
                        ? second(i).flow(100, 100).depth(0, 50, 0).starved(SECOND / 2, 1)
                        : second(i).depth(500, 500, 500));

        assertThat(analyse(List.of(), hanging).hops().get(0).verdict()).isEqualTo(Verdict.STALLED);
    }

    @Test
    void a_handler_that_nearly_exceeds_max_poll_interval_is_told_before_it_does() {
        HopHistory late = new HopHistory(
                TOPIC,
                history(TOPIC, 60, i -> second(i).flow(100, 100).depth(0, 50, 0).starved(SECOND / 2, 1))
                        .windows(),
                new PollGap(36 * SECOND, 40 * SECOND),
                List.of(),
                ChannelUse.UNKNOWN);

        HopVerdict verdict = analyse(List.of(), late).hops().get(0);
        assertThat(verdict.reasons())
                .anyMatch(reason -> reason.contains("36 s of the 40 s of max.poll.interval.ms: a little longer"));
        assertThat(verdict.tags()).contains(Tag.NEAR_POLL_LIMIT);
    }

    @Test
    void what_is_left_when_the_last_consumer_closed_is_nothing_of_this_jvm() {
        HopHistory closed = history(
                TOPIC,
                60,
                i -> i < 40 ? rising(i, 200, 100) : second(i).depth(0, 0, 0).starved(0, 0));

        assertThat(analyse(List.of(), closed).hops().get(0).verdict()).isEqualTo(Verdict.ABSORBS);
    }

    @Test
    void a_rebalance_takes_lag_away_without_a_flow_and_breaks_nothing() {
        HopHistory rebalanced = history(
                TOPIC,
                60,
                i -> second(i).flow(100, 100).depth(0, i < 30 ? 1_000 : 0, 0).starved(SECOND / 2, 1));

        assertThat(analyse(List.of(), rebalanced).hops().get(0).verdict()).isNotEqualTo(Verdict.INSUFFICIENT_DATA);
    }

    private static Analysis analyse(List<Edge> edges, HopHistory... histories) {
        return Judge.judge(List.of(histories), edges, CONTEXT, Profile.TARGET);
    }
}
