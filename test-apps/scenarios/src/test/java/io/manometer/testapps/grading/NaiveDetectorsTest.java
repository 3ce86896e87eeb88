package io.manometer.testapps.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NaiveDetectorsTest {
    @Test
    void a_gauge_that_rises_alarms_all_but_the_one_that_wants_a_capacity() {
        long[] rising = LongStream.range(0, 60).map(second -> second * 100).toArray();
        assertThat(NaiveDetectors.alarms(rising, -1, 100)).isEqualTo(List.of(true, true, true, false, true));
        assertThat(NaiveDetectors.alarms(rising, 6_000, 100).get(3)).isTrue();
    }

    @Test
    void a_gauge_at_rest_alarms_none() {
        assertThat(NaiveDetectors.alarms(new long[60], 100, 100)).isEqualTo(List.of(false, false, false, false, false));
    }
}
