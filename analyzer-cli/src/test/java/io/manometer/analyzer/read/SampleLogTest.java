package io.manometer.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SampleLogTest {
    @Test
    void all_values_come_back_in_the_order_of_their_windows() {
        SampleLog log = new SampleLog();
        long[] extreme =
                FieldTest.row(Field.ARRIVALS, Long.MAX_VALUE, Field.OLDEST_AGE, -1, Field.DEPTH, Long.MIN_VALUE);
        log.add(900, new long[Field.COUNT]);
        log.add(-7, extreme);
        assertThat(log.rows().keySet()).containsExactly(-7L, 900L);
        assertThat(log.rows().get(-7L)).isEqualTo(extreme);
    }

    @Test
    void a_window_that_is_reported_twice_counts_once() {
        SampleLog log = new SampleLog();
        log.add(1, FieldTest.row(Field.ARRIVALS, 5));
        log.add(1, FieldTest.row(Field.ARRIVALS, 5));
        assertThat(Field.ARRIVALS.of(log.rows().get(1L))).isEqualTo(5);
    }

    @Test
    void a_typical_sample_takes_less_than_fifty_bytes() {
        SampleLog log = new SampleLog();
        for (int tick = 0; tick < 10_000; tick++) {
            log.add(tick, FieldTest.row(Field.ARRIVALS, 5_000, Field.DEPARTURES, 4_900, Field.DEPTH, 100 * tick));
        }
        assertThat(log.size()).isLessThan(10_000 * 50);
    }

    @Test
    void coarsening_keeps_the_sums() {
        SampleLog log = new SampleLog();
        for (int tick = 1; tick <= 99; tick++) {
            log.add(tick, FieldTest.row(Field.ARRIVALS, 1));
        }
        long sum = log.coarsened(4).grouped(8).values().stream()
                .mapToLong(Field.ARRIVALS::of)
                .sum();
        assertThat(sum).isEqualTo(99);
    }
}
