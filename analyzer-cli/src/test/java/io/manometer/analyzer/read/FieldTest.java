package io.manometer.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.events.HopSample;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jfr.Label;
import org.junit.jupiter.api.Test;

class FieldTest {
    @Test
    void every_number_of_a_sample_is_read_and_no_other() {
        Set<String> contract = Arrays.stream(HopSample.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(Label.class))
                .map(java.lang.reflect.Field::getName)
                .filter(name -> !List.of("hop", "tick").contains(name))
                .collect(Collectors.toSet());
        assertThat(Arrays.stream(Field.values()).map(Field::fieldName)).containsExactlyInAnyOrderElementsOf(contract);
    }

    @Test
    void adjacent_windows_become_one_without_losing_counts_or_extremes() {
        long[] first = row(Field.ARRIVALS, 3, Field.DEPTH, 9, Field.DEPTH_MIN, 2, Field.DEPTH_MAX, 9);
        long[] second = row(Field.ARRIVALS, 4, Field.DEPTH, 5, Field.DEPTH_MIN, 5, Field.DEPTH_MAX, 30);
        long[] merged = Field.merged(first, second);
        assertThat(Field.ARRIVALS.of(merged)).isEqualTo(7);
        assertThat(Field.DEPTH.of(merged)).isEqualTo(5);
        assertThat(Field.DEPTH_MIN.of(merged)).isEqualTo(2);
        assertThat(Field.DEPTH_MAX.of(merged)).isEqualTo(30);
    }

    @Test
    void a_window_without_sampled_waits_does_not_shorten_the_shortest_wait() {
        long[] sampled = row(Field.SOJOURN_COUNT, 2, Field.SOJOURN_MIN, 50, Field.SOJOURN_MEAN, 70);
        long[] merged = Field.merged(sampled, new long[Field.COUNT]);
        assertThat(Field.SOJOURN_MIN.of(merged)).isEqualTo(50);
        assertThat(Field.SOJOURN_MEAN.of(merged)).isEqualTo(70);
    }

    static long[] row(Object... fieldsAndValues) {
        long[] row = new long[Field.COUNT];
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            row[((Field) fieldsAndValues[i]).ordinal()] = ((Number) fieldsAndValues[i + 1]).longValue();
        }
        return row;
    }
}
