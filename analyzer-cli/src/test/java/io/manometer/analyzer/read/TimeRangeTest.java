package io.manometer.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeRangeTest {
    private static final Instant START = local("2026-03-01T23:59:00");
    private static final Instant END = local("2026-03-02T00:09:00");

    @Test
    void plus_counts_from_the_start_and_minus_from_the_end() {
        TimeRange.Bounds bounds = new TimeRange("+30s", "-2m").within(START, END);
        assertThat(bounds.from()).isEqualTo(local("2026-03-01T23:59:30"));
        assertThat(bounds.to()).isEqualTo(local("2026-03-02T00:07:00"));
    }

    @Test
    void a_time_of_day_is_that_of_the_recording_even_past_midnight() {
        TimeRange.Bounds bounds = new TimeRange("23:59:30", "00:01").within(START, END);
        assertThat(bounds.from()).isEqualTo(local("2026-03-01T23:59:30"));
        assertThat(bounds.to()).isEqualTo(local("2026-03-02T00:01:00"));
    }

    @Test
    void an_instant_is_taken_as_it_is() {
        TimeRange.Bounds bounds = new TimeRange("2026-03-01T10:00:00Z", "2026-03-01T10:00:00+02:00").within(START, END);
        assertThat(bounds.from()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(bounds.to()).isEqualTo(Instant.parse("2026-03-01T08:00:00Z"));
    }

    @Test
    void without_ends_everything_is_included() {
        TimeRange.Bounds bounds = TimeRange.ALL.within(START, END);
        assertThat(bounds.includes(Instant.EPOCH)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "30s", "+30", "25:00", "2026-13-01T00:00:00Z", "+99999999999s"})
    void anything_else_is_refused_with_examples(String text) {
        assertThatThrownBy(() -> new TimeRange(text, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("+30s");
    }

    private static Instant local(String text) {
        return LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
    }
}
