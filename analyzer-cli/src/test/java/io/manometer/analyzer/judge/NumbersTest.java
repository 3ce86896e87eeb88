package io.manometer.analyzer.judge;

import static io.manometer.analyzer.judge.Histories.bounded;
import static io.manometer.analyzer.judge.Histories.history;
import static io.manometer.analyzer.judge.Histories.rising;
import static io.manometer.analyzer.judge.Histories.steady;
import static io.manometer.analyzer.judge.Histories.unbounded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manometer.analyzer.model.Exhaustion;
import io.manometer.analyzer.model.Headroom;
import io.manometer.analyzer.model.HopHistory;
import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.JvmContext;
import io.manometer.analyzer.model.Tag;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Time to exhaustion, headroom, utilisation, latency cost and limits that don't matter. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NumbersTest {
    private static final long SECOND = 1_000_000_000L;
    private static final JvmContext HEAP = new JvmContext(true, 0, 0, 0, 100_000_000, 20_000_000);

    @Test
    void heap_runs_out_at_slope_times_bytes_per_item() {
        Exhaustion exhaustion = judge(growing(unbounded()), HEAP).exhaustion();
        // 80 MB free, 100 items a second of 76 + 24 bytes.
        assertThat(exhaustion).isNotNull();
        assertThat(exhaustion.what()).isEqualTo(Exhaustion.What.HEAP);
        assertThat(exhaustion.bytesPerItem()).isEqualTo(100);
        assertThat(exhaustion.fromSeconds()).isCloseTo(8000, within(1.0));
        assertThat(exhaustion.toSeconds()).isCloseTo(8000, within(1.0));
    }

    @Test
    void without_heap_data_nothing_is_claimed_of_an_unbounded_queue() {
        assertThat(judge(growing(unbounded()), Histories.CONTEXT).exhaustion()).isNull();
    }

    @Test
    void capacity_runs_out_when_it_comes_first() {
        Exhaustion exhaustion = judge(growing(bounded(10_000)), HEAP).exhaustion();
        assertThat(exhaustion).isNotNull();
        assertThat(exhaustion.what()).isEqualTo(Exhaustion.What.CAPACITY);
        assertThat(exhaustion.fromSeconds()).isCloseTo(40, within(0.1));
    }

    @Test
    void noise_makes_the_time_an_interval() {
        long[] depth = {0};
        HopHistory noisy = history(unbounded(), 60, i -> {
            long arrivals = i / 5 % 2 == 0 ? 240 : 160;
            depth[0] += arrivals - 100;
            return Histories.second(i)
                    .flow(arrivals, 100)
                    .depth(depth[0], depth[0], depth[0])
                    .itemSize(76);
        });
        Exhaustion exhaustion = judge(noisy, HEAP).exhaustion();
        assertThat(exhaustion).isNotNull();
        assertThat(exhaustion.fromSeconds()).isLessThan(exhaustion.toSeconds());
    }

    @Test
    void a_constant_backlog_exhausts_nothing() {
        assertThat(judge(history(unbounded(), 60, i -> steady(i, 100, 5000).itemSize(76)), HEAP)
                        .exhaustion())
                .isNull();
    }

    @Test
    void depth_is_also_a_time() {
        assertThat(judge(history(unbounded(), 60, i -> steady(i, 100, 250)), HEAP)
                        .latencyCostSeconds())
                .isEqualTo(2.5);
    }

    @Test
    void utilisation_is_the_time_that_consumers_did_not_starve() {
        HopVerdict verdict =
                judge(history(unbounded(), 60, i -> steady(i, 100, 0).starved(3 * SECOND, 4)), HEAP);
        assertThat(verdict.load().utilisationMean()).isCloseTo(0.25, within(1e-9));
        assertThat(verdict.load().starvedShare()).isCloseTo(0.75, within(1e-9));
    }

    @Test
    void utilisation_is_unknown_without_a_number_of_consumers() {
        HopVerdict verdict =
                judge(history(unbounded(), 60, i -> steady(i, 100, 0).starved(SECOND, 0)), HEAP);
        assertThat(verdict.load().utilisationMean()).isNull();
        assertThat(verdict.headroom().rate()).isNull();
    }

    @Test
    void headroom_compares_the_load_with_what_the_consumers_could_do() {
        Headroom headroom = judge(
                        history(bounded(200), 60, i -> steady(i, 100, 50).starved(SECOND / 2, 1)), HEAP)
                .headroom();
        assertThat(headroom.rate()).isCloseTo(0.5, within(1e-9));
        assertThat(headroom.fill()).isCloseTo(0.75, within(1e-9));
        assertThat(headroom.burstSeconds()).isNull();
    }

    @Test
    void headroom_in_overload_is_negative_and_lasts_a_known_time() {
        Headroom headroom = judge(
                        history(bounded(10_000), 60, i -> rising(i, 200, 100).starved(0, 1)), HEAP)
                .headroom();
        assertThat(headroom.rate()).isCloseTo(-1, within(1e-9));
        assertThat(headroom.burstSeconds()).isCloseTo(40, within(0.1));
    }

    @Test
    void a_limit_of_more_than_thirty_seconds_of_work_is_none() {
        assertThat(judge(loaded(3100), HEAP).tags()).contains(Tag.EFFECTIVELY_UNBOUNDED);
        assertThat(judge(loaded(2900), HEAP).tags()).doesNotContain(Tag.EFFECTIVELY_UNBOUNDED);
    }

    @Test
    void a_limit_of_a_few_items_is_one_however_slow_they_are() {
        assertThat(judge(slow(10), HEAP).tags()).doesNotContain(Tag.EFFECTIVELY_UNBOUNDED);
        assertThat(judge(slow(99), HEAP).tags()).doesNotContain(Tag.EFFECTIVELY_UNBOUNDED);
        assertThat(judge(slow(100), HEAP).tags()).contains(Tag.EFFECTIVELY_UNBOUNDED);
    }

    @Test
    void a_limit_is_judged_by_what_consumers_could_do_and_not_by_how_little_they_had_to() {
        HopHistory idle = history(bounded(1000), 60, i -> steady(i, 1, 0).starved(999 * SECOND / 1000, 1));
        assertThat(judge(idle, HEAP).tags()).doesNotContain(Tag.EFFECTIVELY_UNBOUNDED);
    }

    @Test
    void a_limit_of_more_than_a_tenth_of_the_heap_is_none() {
        HopHistory idle =
                history(bounded(2_000_000_000), 60, i -> steady(i, 1, 0).starved(SECOND, 1));
        assertThat(judge(idle, HEAP).tags()).contains(Tag.EFFECTIVELY_UNBOUNDED);
    }

    @Test
    void fill_is_warned_of_at_seventy_and_critical_at_ninety_percent() {
        assertThat(judge(filled(69), HEAP).tags()).doesNotContain(Tag.FILL_WARNING, Tag.FILL_CRITICAL);
        assertThat(judge(filled(70), HEAP).tags()).contains(Tag.FILL_WARNING);
        assertThat(judge(filled(90), HEAP).tags()).contains(Tag.FILL_CRITICAL).doesNotContain(Tag.FILL_WARNING);
    }

    @Test
    void profiles_move_what_counts_as_standing() {
        HopHistory history = history(unbounded(), 60, i -> steady(i, 100, 50));
        assertThat(new HopJudge(Profile.BATCH, HEAP).judge(history).episodes()).isEmpty();
        assertThat(new HopJudge(Profile.TARGET, HEAP).judge(history).episodes()).hasSize(1);
        HopHistory slight = history(unbounded(), 60, i -> steady(i, 100, 5));
        assertThat(new HopJudge(Profile.TARGET, HEAP).judge(slight).episodes()).isEmpty();
        assertThat(new HopJudge(Profile.INTERACTIVE, HEAP).judge(slight).episodes())
                .hasSize(1);
    }

    private static HopHistory growing(io.manometer.analyzer.model.Hop hop) {
        return history(hop, 60, i -> rising(i, 200, 100).itemSize(76));
    }

    private static HopHistory loaded(long capacity) {
        return history(bounded(capacity), 60, i -> steady(i, 90, 0).starved(SECOND / 10, 1));
    }

    /** One item in five seconds, by consumers that never rest. */
    private static HopHistory slow(long capacity) {
        return history(
                bounded(capacity),
                60,
                i -> Histories.second(i)
                        .flow(i % 5 == 0 ? 1 : 0, i % 5 == 0 ? 1 : 0)
                        .depth(1, 1, 1)
                        .starved(0, 1));
    }

    private static HopHistory filled(long depth) {
        return history(
                bounded(100), 60, i -> Histories.second(i).flow(1000, 1000).depth(0, depth, 0));
    }

    private static HopVerdict judge(HopHistory history, JvmContext context) {
        return new HopJudge(Profile.TARGET, context).judge(history);
    }
}
