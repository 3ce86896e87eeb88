package io.manometer.analyzer.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteTest {
    @Test
    void a_frame_is_taken_apart() {
        assertThat(Site.of("com.acme.Orders$Inner.<init>(Orders.java:12)"))
                .isEqualTo(new Site("com.acme.Orders$Inner", "<init>", "Orders.java", 12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Orders", "Orders.run", "ForkJoinPool.commonPool", "a.b(c", "(X.java:1)"})
    void what_is_no_frame_is_unknown(String text) {
        assertThat(Site.of(text)).isEqualTo(Site.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.B.c(B.java:-1)", "a.B.c(B.java)"})
    void a_frame_without_a_line_has_none(String text) {
        assertThat(Site.of(text).line()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "a.B, lambda$run$0, a.B.lambda$run",
        "a.B, lambda$run$12, a.B.lambda$run",
        "a.B, lambda$run$0$1, a.B.lambda$run",
        "a.B, lambda$a$b$3, a.B.lambda$a$b",
        "a.B, access$000, a.B.access$",
        "a.B, run2, a.B.run2",
        "a.B$1, run, a.B$.run",
        "a.B$1$2, run, a.B$$.run",
        "a.B$Inner3, run, a.B$Inner3.run",
        "a.B$$Lambda$97+0x00007f1a, run, a.B$.run",
        "a.B$1Local, run, a.B$1Local.run"
    })
    void numbers_that_a_compiler_gives_are_left_out(String type, String method, String stable) {
        assertThat(new Site(type, method, "B.java", 1).stableMember()).isEqualTo(stable);
    }
}
