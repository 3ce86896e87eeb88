package io.manometer.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class UnseenTest {
    private final Unseen unseen = new Unseen();

    @Test
    void what_is_missing_in_every_reading_has_left() {
        assertThat(readings(7, 5, 6, 5)).isZero();
        assertThat(unseen.read(9)).isEqualTo(5);
    }

    @Test
    void what_is_missing_by_chance_has_not() {
        assertThat(readings(1, 1, 1, 1, 0, 1, 1, 1, 1, -1, 1, 1, 1, 1)).isZero();
    }

    @Test
    void it_starts_anew_afterwards() {
        assertThat(readings(2, 2, 2, 2, 2)).isEqualTo(2);
        assertThat(readings(0, 0, 0, 0, 0, 0)).isZero();
        assertThat(readings(1, 1, 1, 1, 1)).isEqualTo(1);
    }

    @Test
    void what_had_left_is_still_told_when_the_queue_is_gone() {
        LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
        Meter meter = new Meter(queue, 1, 1, Site.UNKNOWN, -1, true, true, null, null);
        Meter.Last last = new Meter.Last();
        for (int i = 0; i < Unseen.READINGS; i++) {
            long ignored = last.clocks().unseen().read(2);
        }

        meter.clear();
        assertThat(Unseen.departures(meter, last)).isEqualTo(2);
    }

    private long readings(long... excesses) {
        long left = 0;
        for (long excess : excesses) {
            left += unseen.read(excess);
        }
        return left;
    }
}
