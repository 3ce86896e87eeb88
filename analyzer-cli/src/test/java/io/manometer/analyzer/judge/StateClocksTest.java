package io.manometer.analyzer.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.manometer.analyzer.model.Edge;
import io.manometer.analyzer.model.Stage;
import io.manometer.analyzer.model.Stage.Arrow;
import io.manometer.analyzer.model.Stage.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StateClocksTest {
    private static final Edge WHOLE = new Edge(1, 2, 1000, 1, 1);

    @Test
    void what_is_neither_blocked_nor_starved_is_busy() {
        Clock clock = clock(sum(60, 0, 0, 15, 1), sum(60, 30, 30, 0, 1), WHOLE);
        assertThat(clock).isEqualTo(new Clock(0.5, 0.25, 0.25));
    }

    @Test
    void the_three_shares_make_one_whatever_the_samples_say() {
        Clock clock = clock(sum(60, 0, 0, 59, 1), sum(60, 45, 45, 0, 1), WHOLE);
        assertThat(clock.blockedOut()).isEqualTo(0.75);
        assertThat(clock.starvedIn()).isEqualTo(0.25);
        assertThat(clock.busy()).isEqualTo(0, within(1e-9));
    }

    @Test
    void waiting_is_shared_among_the_consumers() {
        Clock clock = clock(sum(60, 0, 0, 0, 4), sum(60, 120, 30, 0, 1), WHOLE);
        assertThat(clock.blockedOut()).isEqualTo(0.5);
    }

    @Test
    void only_the_part_that_came_this_way_blocks_the_stage() {
        Clock clock = clock(sum(60, 0, 0, 0, 1), sum(60, 60, 30, 0, 1), new Edge(1, 2, 1000, 1, 0.5));
        assertThat(clock.blockedOut()).isEqualTo(0.5);
    }

    @Test
    void waiting_at_each_of_several_branches_adds_up() {
        StateClocks clocks = clocks(
                Map.of(1L, sum(60, 0, 0, 0, 1), 2L, sum(60, 12, 12, 0, 1), 3L, sum(60, 18, 18, 0, 1)),
                new Edge(1, 2, 1000, 1, 1),
                new Edge(1, 3, 1000, 1, 1));
        assertThat(Objects.requireNonNull(clocks.of(1).clock()).blockedOut()).isEqualTo(0.5, within(1e-9));
    }

    @Test
    void without_a_number_of_consumers_there_is_no_clock_and_no_arrow() {
        Stage stage = clocks(Map.of(1L, sum(60, 0, 50, 0, 0))).of(1);
        assertThat(stage.clock()).isNull();
        assertThat(stage.arrow()).isEqualTo(Arrow.NONE);
        assertThat(stage.producersBlocked()).isEqualTo(50.0 / 60);
    }

    @Test
    void an_arrow_points_away_from_the_side_that_waits() {
        assertThat(arrow(sum(60, 30, 30, 0, 1))).isEqualTo(Arrow.DOWNSTREAM);
        assertThat(arrow(sum(60, 0, 0, 30, 1))).isEqualTo(Arrow.UPSTREAM);
        assertThat(arrow(sum(60, 1, 1, 2, 1))).isEqualTo(Arrow.NONE);
        assertThat(arrow(sum(0, 0, 0, 0, 1))).isEqualTo(Arrow.NONE);
    }

    private static Waiting.Sum sum(double seconds, double blocked, double each, double starved, int consumers) {
        return new Waiting.Sum(seconds, blocked, each, starved, consumers);
    }

    private static Clock clock(Waiting.Sum first, Waiting.Sum second, Edge edge) {
        return Objects.requireNonNull(
                clocks(Map.of(1L, first, 2L, second), edge).of(1).clock());
    }

    private static Arrow arrow(Waiting.Sum sum) {
        return clocks(Map.of(1L, sum)).of(1).arrow();
    }

    private static StateClocks clocks(Map<Long, Waiting.Sum> sums, Edge... edges) {
        return new StateClocks(id -> Objects.requireNonNull(sums.get(id)), List.of(edges));
    }
}
