package io.manometer.analyzer.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void a_name_cannot_steer_the_terminal() {
        assertThat(Words.safe("evil\u001b[31m\u202ename\n")).isEqualTo("evil\\u001b[31m\\u202ename\\u000a");
    }

    @Test
    void a_long_name_is_shortened_in_the_middle() {
        String fitted = Words.fit("com.example.orders.intake.OrderIntake.queue", 20, "..");
        assertThat(fitted)
                .hasSize(20)
                .startsWith("com.ex")
                .endsWith("Intake.queue")
                .contains("..");
    }

    @Test
    void a_number_is_never_broken_across_lines() {
        assertThat(Words.wrap("depth grew to 98 384 items in 34 s", 18))
                .containsExactly("depth grew to", "98 384 items in 34", "s");
    }

    @Test
    void times_are_given_in_the_unit_a_person_would_use() {
        assertThat(Words.duration(0.0004)).isEqualTo("<1 ms");
        assertThat(Words.duration(0.121)).isEqualTo("121 ms");
        assertThat(Words.duration(9.94)).isEqualTo("9.9 s");
        assertThat(Words.duration(660)).isEqualTo("11 min");
        assertThat(Words.duration(15_000)).isEqualTo("4.2 h");
        assertThat(Words.duration(Double.POSITIVE_INFINITY)).isEqualTo("for ever");
    }
}
