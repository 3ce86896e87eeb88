package io.manometer.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExtremesTest {
    private static final long SECOND = 1_000_000_000L;

    private final Extremes extremes = new Extremes();

    @Test
    void each_scraper_sees_the_extremes_since_its_own_last_scrape() {
        extremes.add(3, 7, SECOND);
        assertThat(extremes.lowest(0)).isEqualTo(3);
        extremes.add(5, 9, 2 * SECOND);

        assertThat(extremes.lowest(0)).isEqualTo(5);
        assertThat(extremes.highest(0)).isEqualTo(9);
        assertThat(extremes.lowest(1)).isEqualTo(3);
        assertThat(extremes.highest(1)).isEqualTo(9);
    }

    @Test
    void without_a_window_since_then_it_is_the_last_one() {
        extremes.add(3, 7, SECOND);
        extremes.lowest(0);
        extremes.highest(0);

        assertThat(extremes.lowest(0)).isEqualTo(3);
        assertThat(extremes.highest(0)).isEqualTo(7);
    }

    @Test
    void the_applications_registries_see_half_a_minute_to_a_minute_however_often_they_look() {
        extremes.add(1, 100, SECOND);
        assertThat(extremes.lowest(Extremes.APPLICATION)).isEqualTo(1);
        assertThat(extremes.lowest(Extremes.APPLICATION)).isEqualTo(1);
        extremes.add(5, 6, 32 * SECOND);
        assertThat(extremes.lowest(Extremes.APPLICATION)).isEqualTo(1);
        assertThat(extremes.highest(Extremes.APPLICATION)).isEqualTo(100);
        extremes.add(5, 6, 63 * SECOND);

        assertThat(extremes.lowest(Extremes.APPLICATION)).isEqualTo(5);
        assertThat(extremes.highest(Extremes.APPLICATION)).isEqualTo(6);
    }

    @Test
    void a_new_scraper_in_the_place_of_an_old_one_begins_anew() {
        extremes.add(1, 100, SECOND);
        extremes.forget(2);
        extremes.add(5, 6, 2 * SECOND);

        assertThat(extremes.lowest(2)).isEqualTo(5);
        assertThat(extremes.highest(2)).isEqualTo(6);
    }
}
