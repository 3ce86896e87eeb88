package io.manometer.analyzer.judge;

import static io.manometer.analyzer.judge.Histories.bounded;
import static io.manometer.analyzer.judge.Histories.history;
import static io.manometer.analyzer.judge.Histories.rising;
import static io.manometer.analyzer.judge.Histories.second;
import static io.manometer.analyzer.judge.Histories.steady;
import static io.manometer.analyzer.judge.Histories.unbounded;
import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.model.Confidence;
import io.manometer.analyzer.model.Episode;
import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.HopHistory;
import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.OnFull;
import io.manometer.analyzer.model.Tag;
import io.manometer.analyzer.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EpisodesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Hop ADVISORY = Histories.hop(1, "channel", "queue", -1, OnFull.ADVISORY, false);
    private static final Hop THREADS = Histories.hop(1, "vthreads", "thread-per-task", -1, OnFull.GROW, true);

    @Test
    void a_queue_that_is_emptied_in_each_window_has_none() {
        assertThat(find(history(unbounded(), 60, i -> second(i).flow(100, 100).depth(0, 90, 0))))
                .isEmpty();
    }

    @Test
    void a_single_item_that_stays_is_no_standing_queue() {
        assertThat(find(history(unbounded(), 60, i -> steady(i, 1, 1)))).isEmpty();
    }

    @Test
    void a_tiny_buffer_at_its_limit_is_an_episode_though_it_holds_only_milliseconds() {
        List<Episode> episodes =
                find(history(bounded(4), 60, i -> steady(i, 1000, 4).blocked(SECOND / 2, 1, 1)));
        assertThat(episodes).extracting(Episode::verdict).containsExactly(Verdict.PROPAGATES);
        assertThat(episodes.get(0).floorSeconds()).isLessThan(0.1);
        assertThat(episodes.get(0).tags()).containsExactly(Tag.STRONG);
    }

    @Test
    void producers_that_wait_a_fifth_of_their_time_are_held_back_weakly() {
        List<Episode> episodes =
                find(history(bounded(4), 60, i -> steady(i, 1000, 4).blocked(SECOND / 5, 1, 1)));
        assertThat(episodes.get(0).tags()).containsExactly(Tag.WEAK);
    }

    @Test
    void blocking_counts_per_producer() {
        assertThat(find(history(bounded(4), 60, i -> steady(i, 1000, 4).blocked(SECOND / 5, 0, 10))))
                .isEmpty();
    }

    @Test
    void blocked_producers_that_come_once_each_are_a_crowd_of_which_somebody_always_waits() {
        List<Episode> episodes =
                find(history(bounded(4), 60, i -> steady(i, 1000, 4).blocked(20 * SECOND, 20, 1000)));
        assertThat(episodes).extracting(Episode::verdict).containsExactly(Verdict.PROPAGATES);
    }

    @Test
    void blocking_without_a_matched_flow_is_no_propagation() {
        List<Episode> episodes =
                find(history(unbounded(), 60, i -> rising(i, 200, 100).blocked(SECOND / 2, 1, 1)));
        assertThat(episodes).extracting(Episode::verdict).containsExactly(Verdict.ABSORBS);
    }

    @Test
    void what_filled_the_buffer_up_in_the_window_of_the_first_answer_does_not_unmatch_the_flow() {
        List<Episode> episodes = find(history(bounded(4_500), 28, i -> {
            if (i < 14) {
                return rising(i, 604, 300);
            }
            return i == 14
                    ? second(i).flow(544, 300).depth(4_256, 4_500, 4_500).blocked(SECOND * 15 / 100, 1, 1)
                    : steady(i, 300, 4_500).blocked(SECOND, 1, 1);
        }));
        assertThat(episodes).extracting(Episode::verdict).containsExactly(Verdict.ABSORBS, Verdict.PROPAGATES);
    }

    @Test
    void refusing_and_blocking_at_once_is_mixed() {
        List<Episode> episodes = find(history(
                bounded(4), 60, i -> steady(i, 100, 4).blocked(SECOND / 2, 1, 1).refused(10, 0, 0, 0)));
        assertThat(episodes).extracting(Episode::verdict).containsExactly(Verdict.MIXED);
        assertThat(episodes.get(0).tags()).containsExactlyInAnyOrder(Tag.VISIBLE, Tag.STRONG);
    }

    @Test
    void work_run_by_the_caller_degrades_it() {
        List<Episode> episodes =
                find(history(bounded(4), 60, i -> steady(i, 100, 4).callerRuns(5)));
        assertThat(episodes).extracting(Episode::verdict).containsExactly(Verdict.DEGRADES_CALLER);
        assertThat(episodes.get(0).shares().callerRuns()).isBetween(0.04, 0.05);
    }

    @Test
    void a_discarded_oldest_item_is_one_offer_and_not_two() {
        List<Episode> episodes =
                find(history(bounded(4), 60, i -> steady(i, 200, 4).refused(0, 0, 0, 100)));
        assertThat(episodes).extracting(Episode::verdict).containsExactly(Verdict.SHEDS);
        assertThat(episodes.get(0).shares().refused()).isEqualTo(0.5);
    }

    @Test
    void a_full_buffer_without_a_signal_is_unverified() {
        List<Episode> episodes = find(history(bounded(100), 60, i -> steady(i, 100, 100)));
        assertThat(episodes).extracting(Episode::verdict).containsExactly(Verdict.SATURATED_UNVERIFIED);
    }

    @Test
    void a_full_buffer_whose_producer_waits_a_little_propagates_weakly() {
        List<Episode> episodes =
                find(history(bounded(100), 60, i -> steady(i, 100, 100).blocked(SECOND / 20, 1, 1)));
        assertThat(episodes).extracting(Episode::verdict).containsExactly(Verdict.PROPAGATES);
        assertThat(episodes.get(0).tags()).containsExactly(Tag.WEAK);
    }

    @Test
    void a_constant_backlog_is_standing_and_its_cost_is_a_time() {
        List<Episode> episodes = find(history(unbounded(), 60, i -> steady(i, 100, 250)));
        assertThat(episodes).extracting(Episode::verdict).containsExactly(Verdict.STANDING);
        assertThat(episodes.get(0).floorSeconds()).isEqualTo(2.5);
    }

    @Test
    void what_is_added_to_an_advisory_buffer_that_is_not_writable_is_ignoring() {
        List<Episode> episodes =
                find(history(ADVISORY, 60, i -> rising(i, 200, 100).signal(SECOND, 200)));
        assertThat(episodes).extracting(Episode::verdict).containsExactly(Verdict.ABSORBS_IGNORING);
    }

    @Test
    void a_signal_that_is_heeded_propagates() {
        List<Episode> episodes =
                find(history(ADVISORY, 60, i -> steady(i, 100, 60).signal(SECOND / 2, 0)));
        assertThat(episodes).extracting(Episode::verdict).containsExactly(Verdict.PROPAGATES);
    }

    @Test
    void a_writer_that_ignores_a_peer_that_never_reads_is_ignoring_rather_than_stalled() {
        List<Episode> episodes =
                find(history(ADVISORY, 60, i -> rising(i, 200, 0).signal(SECOND, 200)));
        assertThat(episodes).extracting(Episode::verdict).contains(Verdict.ABSORBS_IGNORING);
        assertThat(episodes).extracting(Episode::verdict).doesNotContain(Verdict.STALLED, Verdict.STRANDED);
    }

    @Test
    void a_writer_that_waits_for_a_peer_that_never_reads_is_stalled() {
        List<Episode> episodes =
                find(history(ADVISORY, 60, i -> steady(i, 0, 60_000).signal(SECOND, 0)));
        assertThat(episodes).extracting(Episode::verdict).contains(Verdict.STALLED);
    }

    @Test
    void a_paused_consumer_propagates() {
        List<Episode> episodes =
                find(history(unbounded(), 60, i -> steady(i, 100, 60).paused(SECOND / 2)));
        assertThat(episodes).extracting(Episode::verdict).containsExactly(Verdict.PROPAGATES);
    }

    @Test
    void an_episode_as_long_as_the_bursts_before_it_is_one_of_them() {
        // Full for 20 of each 30 seconds, drained in between; the recording ends in the middle of the third.
        HopHistory repeated = history(unbounded(), 80, i -> rhythm(i, 30, 20));
        assertThat(find(repeated)).extracting(Episode::verdict).containsOnly(Verdict.BURST);
        HopHistory once = history(unbounded(), 20, i -> rhythm(i, 30, 20));
        assertThat(find(once)).extracting(Episode::verdict).containsExactly(Verdict.ABSORBS);
    }

    @Test
    void a_short_climb_at_the_end_is_too_short_to_tell() {
        HopHistory history =
                history(unbounded(), 30, i -> i < 21 ? second(i).flow(100, 100).depth(0, 9, 0) : climb(i, 21));
        List<Episode> episodes = find(history);
        assertThat(episodes).extracting(Episode::verdict).containsExactly(Verdict.BURST);
        assertThat(episodes.get(0).tags()).contains(Tag.TOO_SHORT);
    }

    @Test
    void nothing_leaving_while_work_arrives_is_a_stall_and_without_arrivals_it_is_stranded() {
        assertThat(judge(history(unbounded(), 40, i -> rising(i, 10, 0))).verdict())
                .isEqualTo(Verdict.STALLED);
        assertThat(judge(history(unbounded(), 40, i -> steady(i, 0, 500))).verdict())
                .isEqualTo(Verdict.STRANDED);
    }

    @Test
    void a_queue_from_which_nobody_ever_took_may_be_a_list() {
        HopVerdict list = judge(history(unbounded(), 90, i -> rising(i, 10, 0).starved(0, 0)));
        assertThat(list.verdict()).isEqualTo(Verdict.STALLED);
        assertThat(list.confidence()).isEqualTo(Confidence.LOW);
        assertThat(list.reasons()).anyMatch(reason -> reason.contains("used as a list"));

        HopVerdict queue = judge(history(
                unbounded(),
                90,
                i -> i == 0
                        ? second(i).flow(13, 3).depth(0, 10, 10)
                        : rising(i, 10, 0).starved(0, 0)));
        assertThat(queue.verdict()).isEqualTo(Verdict.STALLED);
        assertThat(queue.confidence()).isEqualTo(Confidence.HIGH);
        HopVerdict awaited = judge(history(
                unbounded(),
                90,
                i -> i == 0
                        ? rising(i, 10, 0).starved(SECOND, 1)
                        : rising(i, 10, 0).starved(0, 0)));
        assertThat(awaited.confidence()).isEqualTo(Confidence.HIGH);
    }

    @Test
    void a_producer_that_waits_for_ever_at_a_dead_consumer_is_a_stall() {
        HopHistory history = history(bounded(10), 40, i -> steady(i, 0, 10).blocked(SECOND, 1, 1));
        assertThat(judge(history).verdict()).isEqualTo(Verdict.STALLED);
    }

    @Test
    void tasks_that_run_for_ever_are_neither_stalled_nor_stranded_nor_standing() {
        HopVerdict verdict = judge(history(THREADS, 60, i -> steady(i, 0, 8)));
        assertThat(verdict.verdict()).isIn(Verdict.HEALTHY, Verdict.UNTESTED);
    }

    @Test
    void work_in_progress_may_rise_for_as_long_as_a_task_takes() {
        // 10 a second, each runs 25 s: rises to 250 and stays.
        HopHistory warming = history(THREADS, 90, i -> i < 25 ? rising(i, 10, 0) : steady(i, 10, 250));
        assertThat(judge(warming).verdict()).isIn(Verdict.HEALTHY, Verdict.UNTESTED);
        assertThat(judge(history(THREADS, 90, i -> rising(i, 10, 5))).verdict()).isEqualTo(Verdict.ABSORBS);
    }

    @Test
    void neutral_windows_do_not_make_a_stall() {
        HopHistory collecting = history(
                unbounded(),
                60,
                i -> i < 45
                        ? second(i).flow(10, 10).depth(0, 5, 5)
                        : steady(i, 0, 5).neutral());
        assertThat(judge(collecting).verdict()).isIn(Verdict.HEALTHY, Verdict.UNTESTED);
    }

    @Test
    void confidence_is_the_length_of_the_evidence() {
        assertThat(judge(history(unbounded(), 70, i -> rising(i, 200, 100))).confidence())
                .isEqualTo(Confidence.HIGH);
        assertThat(judge(history(unbounded(), 40, i -> rising(i, 200, 100))).confidence())
                .isEqualTo(Confidence.MEDIUM);
        assertThat(judge(history(unbounded(), 20, i -> rising(i, 200, 100))).confidence())
                .isEqualTo(Confidence.LOW);
    }

    @Test
    void work_shed_in_an_episode_that_ended_is_still_shed() {
        HopHistory history = history(
                bounded(100),
                60,
                i -> i < 30
                        ? steady(i, 100, 100).refused(50, 0, 0, 0)
                        : second(i).flow(10, i == 30 ? 110 : 10).depth(0, i == 30 ? 100 : 5, 0));
        assertThat(judge(history).verdict()).isEqualTo(Verdict.SHEDS);
    }

    private static Histories.Builder rhythm(int second, int period, int busy) {
        int phase = second % period;
        if (phase < busy) {
            return second(second).flow(200, 100).depth(100L * phase, 100L * (phase + 1), 100L * (phase + 1));
        }
        long before = phase == busy ? 100L * busy : 0;
        return second(second).flow(100, 100 + before).depth(0, before, 0);
    }

    private static Histories.Builder climb(int second, int start) {
        long depth = 300L * (second - start);
        return second(second).flow(400, 100).depth(depth, depth + 300, depth + 300);
    }

    private static List<Episode> find(HopHistory history) {
        Series series = Series.of(history);
        return new Episodes(
                        history.hop(),
                        Signal.of(history, false),
                        series,
                        Pace.of(series),
                        Profile.TARGET.targetSeconds())
                .find();
    }

    private static HopVerdict judge(HopHistory history) {
        return new HopJudge(Profile.TARGET, Histories.CONTEXT).judge(history);
    }
}
