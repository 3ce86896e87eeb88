package io.manometer.analyzer.judge;

import static io.manometer.analyzer.judge.Histories.history;
import static io.manometer.analyzer.judge.Histories.second;
import static io.manometer.analyzer.judge.Histories.steady;
import static io.manometer.analyzer.judge.Histories.unbounded;
import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.model.Confidence;
import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.HopHistory;
import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.JvmContext;
import io.manometer.analyzer.model.OnFull;
import io.manometer.analyzer.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GatesTest {
    @Test
    void ten_windows_are_enough_and_nine_are_not() {
        assertThat(failures(history(unbounded(), 10, i -> steady(i, 5, 0)))).isEmpty();
        assertThat(failures(history(unbounded(), 9, i -> steady(i, 5, 0))))
                .singleElement()
                .asString()
                .contains("only 9 usable windows");
    }

    @Test
    void more_than_one_window_in_twenty_missing_is_too_many() {
        assertThat(failures(withMissing(2, 40))).isEmpty();
        assertThat(failures(withMissing(3, 40))).singleElement().asString().contains("3 of 40 windows are missing");
    }

    @Test
    void a_gap_in_the_recording_does_not_break_conservation() {
        HopHistory jumped = history(unbounded(), 40, i -> {
            long depth = i < 20 ? 0 : 5000;
            return i == 20 ? second(i).missing() : steady(i, 5, depth);
        });
        assertThat(failures(jumped)).isEmpty();
    }

    @Test
    void depth_that_the_flow_does_not_explain_breaks_conservation() {
        HopHistory leaking =
                history(unbounded(), 20, i -> second(i).flow(100, 80).depth(0, 0, 0));
        assertThat(failures(leaking)).singleElement().asString().contains("conservation is broken");
    }

    @Test
    void one_percent_of_the_arrivals_may_be_read_late() {
        HopHistory late = history(unbounded(), 20, i -> second(i).flow(100, 100).depth(0, 20, i == 19 ? 19 : 0));
        assertThat(failures(late)).isEmpty();
    }

    @Test
    void many_lost_samples_forbid_a_verdict_and_a_few_lower_confidence() {
        HopHistory history = history(unbounded(), 60, i -> steady(i, 5, 0));
        assertThat(verdict(history, lost(4)).verdict()).isEqualTo(Verdict.INSUFFICIENT_DATA);
        assertThat(verdict(history, lost(1)).verdict()).isEqualTo(Verdict.HEALTHY);
        assertThat(verdict(history, lost(1)).confidence()).isEqualTo(Confidence.MEDIUM);
        assertThat(verdict(history, lost(0)).confidence()).isEqualTo(Confidence.HIGH);
    }

    @Test
    void nothing_is_said_of_what_was_beyond_the_agents_limit() {
        Hop folded = Histories.hop(7, "Orders.open:7 (folded)", "queue", -1, OnFull.UNKNOWN, false);
        HopVerdict verdict = verdict(history(folded, 60, i -> steady(i, 0, 0)), lost(0));
        assertThat(verdict.verdict()).isEqualTo(Verdict.INSUFFICIENT_DATA);
        assertThat(verdict.reasons()).containsExactly("beyond limit.hops of the agent, so it was not watched");
    }

    @Test
    void a_failed_gate_gives_its_reason() {
        HopVerdict verdict = verdict(history(unbounded(), 5, i -> steady(i, 5, 0)), lost(0));
        assertThat(verdict.verdict()).isEqualTo(Verdict.INSUFFICIENT_DATA);
        assertThat(verdict.confidence()).isEqualTo(Confidence.LOW);
        assertThat(verdict.reasons()).singleElement().asString().contains("at least 10");
    }

    @Test
    void littles_law_holds_when_depth_is_rate_times_wait() {
        assertThat(little(100, 10, 0.100)).isTrue();
        assertThat(little(100, 10, 0.130)).isTrue();
        assertThat(little(100, 10, 0.200)).isFalse();
        assertThat(little(100, 10, 0.050)).isFalse();
    }

    @Test
    void littles_law_is_not_asked_of_next_to_nothing() {
        assertThat(little(100, 1, 0.001)).isTrue();
        assertThat(little(1, 10, 0.001)).isTrue();
    }

    @Test
    void samples_that_complete_only_while_a_queue_is_shallow_do_not_break_littles_law() {
        HopHistory growing = history(
                unbounded(),
                60,
                i -> Histories.rising(i, 200, 100).waits(i < 10 ? 10 : 0, i < 10 ? (long) ((i + 0.5) / 2 * 1e9) : 0));
        assertThat(Gates.littleHolds(growing, Series.of(growing))).isTrue();
    }

    @Test
    void a_growing_queue_keeps_littles_law_with_the_rate_of_arrivals() {
        // 200 in, 100 out: at second t an item leaves that waited t / 2, behind it 100 t items.
        HopHistory growing =
                history(unbounded(), 60, i -> Histories.rising(i, 200, 100).waits(10, (long) ((i + 0.5) / 2 * 1e9)));
        assertThat(Gates.littleHolds(growing, Series.of(growing))).isTrue();
    }

    @Test
    void a_broken_law_lowers_confidence() {
        HopHistory history = history(unbounded(), 60, i -> steady(i, 100, 5).waits(10, 1_000_000_000L));
        assertThat(verdict(history, lost(0)).confidence()).isEqualTo(Confidence.MEDIUM);
        assertThat(verdict(history, lost(0)).reasons()).anyMatch(reason -> reason.contains("Little's law"));
    }

    private static boolean little(long rate, long depth, double waitSeconds) {
        HopHistory history =
                history(unbounded(), 60, i -> steady(i, rate, depth).waits(10, (long) (waitSeconds * 1e9)));
        return Gates.littleHolds(history, Series.of(history));
    }

    private static HopHistory withMissing(int missing, int windows) {
        return history(unbounded(), windows, i -> i < missing ? second(i).missing() : steady(i, 5, 0));
    }

    private static List<String> failures(HopHistory history) {
        return Gates.failures(history, Series.of(history), Histories.CONTEXT);
    }

    private static HopVerdict verdict(HopHistory history, JvmContext context) {
        return new HopJudge(Profile.TARGET, context).judge(history);
    }

    private static JvmContext lost(long samples) {
        return new JvmContext(true, samples, 0, 0, -1, -1);
    }
}
