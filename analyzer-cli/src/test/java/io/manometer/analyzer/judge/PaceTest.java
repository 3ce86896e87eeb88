package io.manometer.analyzer.judge;

import static io.manometer.analyzer.judge.Histories.history;
import static io.manometer.analyzer.judge.Histories.second;
import static io.manometer.analyzer.judge.Histories.steady;
import static io.manometer.analyzer.judge.Histories.unbounded;
import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.model.HopHistory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PaceTest {
    @Test
    void the_interval_is_five_seconds_for_a_consumer_that_takes_one_by_one() {
        Pace pace = of(history(unbounded(), 60, i -> steady(i, 100, 3)));
        assertThat(pace.interval()).isEqualTo(5);
        assertThat(pace.cycle()).isEqualTo(2);
    }

    @Test
    void the_interval_spans_two_batches_of_a_consumer_that_drains() {
        Pace pace = of(drainedEvery(10, 80));
        assertThat(pace.cycle()).isEqualTo(10);
        assertThat(pace.interval()).isEqualTo(20);
    }

    @Test
    void the_interval_is_at_most_a_quarter_of_the_recording() {
        assertThat(of(drainedEvery(10, 40)).interval()).isEqualTo(10);
    }

    @Test
    void the_service_rate_of_a_hop_that_is_mostly_idle_is_that_of_its_busy_windows() {
        HopHistory history = history(unbounded(), 60, i -> steady(i, i % 10 == 0 ? 200 : 0, 0));
        assertThat(of(history).serviceRate()).isEqualTo(200);
    }

    @Test
    void what_a_discard_policy_throws_out_is_no_service() {
        HopHistory history = history(unbounded(), 60, i -> steady(i, 200, 5).refused(0, 0, 0, 150));
        assertThat(of(history).serviceRate()).isEqualTo(50);
    }

    @Test
    void missing_and_neutral_windows_are_no_evidence() {
        HopHistory history = history(unbounded(), 60, i -> switch (i % 3) {
            case 0 -> second(i).missing();
            case 1 -> steady(i, 1, 0).neutral();
            default -> steady(i, 100, 0);
        });
        assertThat(Series.of(history).size()).isEqualTo(20);
        assertThat(of(history).serviceRate()).isEqualTo(100);
    }

    private static HopHistory drainedEvery(int cycle, int windows) {
        return history(unbounded(), windows, i -> {
            int phase = i % cycle;
            return phase == 0
                    ? second(i).flow(10, 10L * cycle).depth(0, 10L * cycle, 10)
                    : second(i).flow(10, 0).depth(10L * phase, 10L * (phase + 1), 10L * (phase + 1));
        });
    }

    private static Pace of(HopHistory history) {
        return Pace.of(Series.of(history));
    }
}
