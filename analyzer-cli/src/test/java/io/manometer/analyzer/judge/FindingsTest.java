package io.manometer.analyzer.judge;

import static io.manometer.analyzer.judge.Histories.bounded;
import static io.manometer.analyzer.judge.Histories.history;
import static io.manometer.analyzer.judge.Histories.rising;
import static io.manometer.analyzer.judge.Histories.steady;
import static io.manometer.analyzer.judge.Histories.unbounded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.manometer.analyzer.model.Analysis;
import io.manometer.analyzer.model.Edge;
import io.manometer.analyzer.model.Finding;
import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.HopHistory;
import io.manometer.analyzer.model.JvmContext;
import io.manometer.analyzer.model.LoopBlock;
import io.manometer.analyzer.model.OnFull;
import io.manometer.analyzer.model.Rule;
import io.manometer.analyzer.model.Severity;
import io.manometer.analyzer.model.Tag;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FindingsTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void a_queue_that_absorbs_is_an_error_and_its_missing_limit_a_warning() {
        assertThat(findings(history(unbounded(), 60, i -> rising(i, 200, 100))))
                .extracting(Finding::rule, Finding::severity)
                .containsExactly(tuple(Rule.ABSORBS, Severity.ERROR), tuple(Rule.UNBOUNDED_QUEUE, Severity.WARNING));
    }

    @Test
    void low_confidence_never_makes_an_error() {
        assertThat(findings(history(unbounded(), 20, i -> rising(i, 200, 100))))
                .extracting(Finding::rule, Finding::severity)
                .containsExactly(tuple(Rule.ABSORBS, Severity.WARNING), tuple(Rule.UNBOUNDED_QUEUE, Severity.WARNING));
    }

    @Test
    void an_unbounded_queue_that_was_never_under_pressure_is_a_note() {
        assertThat(findings(history(unbounded(), 60, i -> steady(i, 100, 0))))
                .extracting(Finding::rule, Finding::severity)
                .containsExactly(tuple(Rule.UNBOUNDED_QUEUE, Severity.NOTE));
    }

    @Test
    void an_executor_that_is_unbounded_on_purpose_is_a_note_with_the_reason() {
        Hop scheduled = Histories.hop(1, "ticks", "scheduled-executor", -1, OnFull.GROW, false);
        assertThat(findings(history(scheduled, 60, i -> steady(i, 100, 500))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.NOTE);
                    assertThat(finding.message()).contains("on purpose", "waits for its time");
                });
    }

    @Test
    void a_propagating_queue_has_no_finding() {
        assertThat(findings(history(bounded(4), 60, i -> steady(i, 1000, 4).blocked(SECOND / 2, 1, 1))))
                .isEmpty();
    }

    @Test
    void discarded_work_is_an_error_and_a_false_that_may_have_been_seen_a_warning() {
        assertThat(findings(history(bounded(4), 60, i -> steady(i, 100, 4).refused(0, 0, 100, 0))))
                .extracting(Finding::rule, Finding::severity)
                .containsExactly(tuple(Rule.SILENT_DROP, Severity.ERROR));
        assertThat(findings(history(bounded(4), 60, i -> steady(i, 100, 4).refused(0, 100, 0, 0))))
                .extracting(Finding::rule, Finding::severity)
                .containsExactly(tuple(Rule.SILENT_DROP, Severity.WARNING));
    }

    @Test
    void even_one_discarded_item_is_told() {
        assertThat(findings(history(bounded(4), 60, i -> steady(i, 1000, 0).refused(0, 0, i == 30 ? 1 : 0, 0))))
                .extracting(Finding::rule, Finding::severity)
                .containsExactly(tuple(Rule.SILENT_DROP, Severity.WARNING));
    }

    @Test
    void exceptions_are_no_silent_drop() {
        assertThat(findings(history(bounded(4), 60, i -> steady(i, 100, 4).refused(100, 0, 0, 0))))
                .isEmpty();
    }

    @Test
    void a_stalled_queue_is_an_error() {
        assertThat(findings(history(bounded(100_000), 60, i -> rising(i, 10, 0))))
                .extracting(Finding::rule)
                .containsExactly(Rule.STALLED);
    }

    @Test
    void a_pool_over_an_unbounded_queue_never_reaches_its_maximum() {
        Hop pool = pool(8, 64);
        assertThat(findings(history(pool, 60, i -> steady(i, 100, 0)))).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.UNREACHABLE_MAX_POOL);
            assertThat(finding.message()).contains("8 core threads", "maximum of 64");
        });
        assertThat(findings(history(pool(8, 8), 60, i -> steady(i, 100, 0))))
                .extracting(Finding::rule)
                .doesNotContain(Rule.UNREACHABLE_MAX_POOL);
    }

    @Test
    void a_thread_for_each_task_is_told_as_threads() {
        Hop threads = Histories.hop(1, "vthreads", "thread-per-task", -1, OnFull.GROW, true);
        assertThat(findings(history(threads, 60, i -> steady(i, 100, 10))))
                .extracting(Finding::rule)
                .containsExactly(Rule.UNBOUNDED_THREADS);
    }

    @Test
    void an_event_loop_that_waits_for_room_is_an_error() {
        Hop loop = Histories.hop(2, "loop", "event-loop", -1, OnFull.GROW, false);
        Analysis analysis = Judge.judge(
                List.of(
                        history(loop, 60, i -> steady(i, 1000, 0)),
                        history(bounded(4), 60, i -> steady(i, 1000, 4).blocked(SECOND / 2, 1, 1))),
                List.of(new Edge(2, 1, 60_000)),
                Histories.CONTEXT,
                Profile.TARGET);
        assertThat(analysis.findings().get(0).rule()).isEqualTo(Rule.EVENT_LOOP_BLOCKED);
        assertThat(analysis.findings().get(0).severity()).isEqualTo(Severity.ERROR);
        assertThat(analysis.hops().get(1).tags()).contains(Tag.ON_EVENT_LOOP);
    }

    @Test
    void an_event_loop_that_was_seen_standing_still_is_an_error_with_its_stack() {
        Hop loop = Histories.hop(2, "serving", "event-loop", -1, OnFull.GROW, false);
        LoopBlock put = new LoopBlock(
                2,
                1,
                "WAITS",
                12,
                "serving-3-1",
                List.of("app.Intake.read(Intake.java:7)", "io.netty.X.run(X.java:1)"));
        LoopBlock future = new LoopBlock(2, 0, "WAITS", 0.05, "serving-3-1", List.of());
        Analysis analysis = Judge.judge(
                List.of(
                        history(loop, 60, i -> steady(i, 1000, 0)),
                        history(bounded(4), 60, i -> steady(i, 1000, 4).blocked(SECOND / 2, 1, 1))),
                List.of(),
                new JvmContext(true, 0, 0, 0, -1, -1, List.of(put, future), false),
                Profile.TARGET);
        assertThat(analysis.findings())
                .filteredOn(finding -> finding.rule() == Rule.EVENT_LOOP_BLOCKED)
                .satisfiesExactly(
                        first -> {
                            assertThat(first.severity()).isEqualTo(Severity.ERROR);
                            assertThat(first.hop()).isEqualTo(1L);
                            assertThat(first.message())
                                    .isEqualTo("the event loop serving-3-1 stood still 12 s at orders:"
                                            + " app.Intake.read(Intake.java:7), called from io.netty.X.run(X.java:1)");
                        },
                        second -> {
                            assertThat(second.severity()).isEqualTo(Severity.WARNING);
                            assertThat(second.hop()).isEqualTo(2L);
                        });
        assertThat(analysis.hops().get(1).tags()).contains(Tag.ON_EVENT_LOOP);
    }

    @Test
    void a_broken_chain_is_told_with_its_bottleneck() {
        Hop second = Histories.hop(2, "writes", "queue", 4, OnFull.BLOCK, false);
        Analysis analysis = Judge.judge(
                List.of(
                        history(unbounded(), 60, i -> rising(i, 200, 100)),
                        history(second, 60, i -> steady(i, 100, 4).blocked(SECOND / 2, 1, 1))),
                List.of(new Edge(1, 2, 6_000)),
                Histories.CONTEXT,
                Profile.TARGET);
        assertThat(analysis.findings()).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.BROKEN_CHAIN);
            assertThat(finding.hop()).isEqualTo(1L);
            assertThat(finding.message()).contains("writes", "orders");
        });
    }

    @Test
    void lost_data_is_told_once_for_the_recording() {
        Analysis analysis = Judge.judge(List.of(), List.of(), new JvmContext(true, 3, 4096, 0, -1, -1), Profile.TARGET);
        assertThat(analysis.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.LOST_DATA);
            assertThat(finding.hop()).isNull();
        });
        assertThat(analysis.notes()).anyMatch(note -> note.contains("4096"));
    }

    private static List<Finding> findings(HopHistory history) {
        return Judge.judge(List.of(history), List.of(), Histories.CONTEXT, Profile.TARGET)
                .findings();
    }

    private static Hop pool(int core, int max) {
        Hop hop = Histories.hop(1, "pool", "executor", -1, OnFull.GROW, false);
        return new Hop(
                1,
                "pool",
                "executor",
                hop.type(),
                hop.bufferType(),
                "",
                "pool-*",
                false,
                -1,
                OnFull.GROW,
                "",
                "items",
                true,
                false,
                core,
                max,
                false,
                0,
                false,
                1,
                24);
    }
}
