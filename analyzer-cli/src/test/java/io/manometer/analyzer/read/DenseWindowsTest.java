package io.manometer.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.model.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

class DenseWindowsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final MemoryBudget AMPLE = new MemoryBudget(Long.MAX_VALUE, Integer.MAX_VALUE);

    private final HopLogs logs = new HopLogs(AMPLE);
    private final Pauses pauses = new Pauses();

    @Test
    void a_window_without_a_sample_is_idle_and_keeps_its_depth() {
        alive(1, 2, 3);
        sample(1, Field.ARRIVALS, 7, Field.DEPTH, 7);
        List<Window> windows = windows();
        assertThat(windows).hasSize(3).noneMatch(Window::missing);
        assertThat(windows).extracting(Window::depth).containsExactly(7L, 7L, 7L);
        assertThat(windows).extracting(Window::arrivals).containsExactly(7L, 0L, 0L);
    }

    @Test
    void a_window_in_which_the_agent_was_not_seen_is_missing_and_placed_by_its_neighbours() {
        alive(1, 4);
        List<Window> windows = windows();
        assertThat(windows).extracting(Window::missing).containsExactly(false, true, true, false);
        assertThat(windows).extracting(Window::endMillis).containsExactly(1_000L, 2_000L, 3_000L, 4_000L);
    }

    @Test
    void consumers_that_waited_at_an_empty_buffer_wait_on_while_it_is_idle() {
        alive(1, 2);
        sample(1, Field.DEPARTURES, 1, Field.CONSUMERS_WAITING, 2);
        assertThat(windows().get(1).consumerStarved()).isEqualTo(2 * SECOND);
    }

    @Test
    void before_its_first_sample_a_buffer_holds_what_that_sample_found() {
        alive(1, 2);
        sample(2, Field.ARRIVALS, 3, Field.DEPARTURES, 1, Field.DEPTH, 502, Field.TOTAL_ARRIVALS, 900);
        assertThat(windows().get(0).depth()).isEqualTo(500);
        assertThat(windows().get(0).totalArrivals()).isEqualTo(897);
    }

    @Test
    void windows_dominated_by_garbage_collection_are_neutral() {
        alive(1, 2, 3);
        pauses.add(1_000, 1_700, 600);
        assertThat(windows()).extracting(Window::neutral).containsExactly(false, true, false);
    }

    @Test
    void a_window_that_the_exit_cut_short_counts_and_is_no_evidence() {
        alive(1, 2, 3);
        logs.health(4, 3_300, SECOND * 3 / 10);
        sample(4, Field.DEPARTURES, 500);
        assertThat(windows()).extracting(Window::neutral).containsExactly(false, false, false, true);
        assertThat(windows().get(3).departures()).isEqualTo(500);
    }

    @Test
    void too_many_windows_become_fewer_without_losing_counts() {
        HopLogs small = new HopLogs(new MemoryBudget(Long.MAX_VALUE, 10));
        for (long tick = 1; tick <= 100; tick++) {
            small.health(tick, tick * 1_000, SECOND);
            small.sample(1, tick, tick * 1_000, FieldTest.row(Field.WINDOW, SECOND, Field.ARRIVALS, 2));
        }
        small.finish();
        List<Window> windows = new DenseWindows(small, pauses).of(1);
        assertThat(small.factor()).isEqualTo(16);
        assertThat(windows.stream().mapToLong(Window::arrivals).sum()).isEqualTo(200);
        assertThat(windows.stream().mapToLong(Window::nanos).sum()).isEqualTo(100 * SECOND);
    }

    @Test
    void samples_beyond_the_budget_are_merged_as_they_come() {
        HopLogs small = new HopLogs(new MemoryBudget(1_000, Integer.MAX_VALUE));
        for (long tick = 1; tick <= 1_000; tick++) {
            small.health(tick, tick * 1_000, SECOND);
            small.sample(1, tick, tick * 1_000, FieldTest.row(Field.WINDOW, SECOND, Field.ARRIVALS, 2));
        }
        small.finish();
        List<Window> windows = new DenseWindows(small, pauses).of(1);
        assertThat(small.factor()).isGreaterThan(1);
        assertThat(windows.stream().mapToLong(Window::arrivals).sum()).isEqualTo(2_000);
    }

    @Test
    void a_damaged_window_number_does_not_make_an_endless_timeline() {
        alive(1, 2);
        sample(Long.MAX_VALUE / 3, Field.ARRIVALS, 1);
        assertThat(windows()).hasSize(2);
        assertThat(logs.implausible()).isEqualTo(1);
    }

    private void alive(long... ticks) {
        for (long tick : ticks) {
            logs.health(tick, tick * 1_000, SECOND);
        }
    }

    private void sample(long tick, Object... fieldsAndValues) {
        long[] row = FieldTest.row(fieldsAndValues);
        row[Field.WINDOW.ordinal()] = SECOND;
        logs.sample(1, tick, tick * 1_000, row);
    }

    private List<Window> windows() {
        logs.finish();
        return new DenseWindows(logs, pauses).of(1);
    }
}
