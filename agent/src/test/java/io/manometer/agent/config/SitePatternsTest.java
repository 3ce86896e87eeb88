package io.manometer.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SitePatternsTest {
    @ParameterizedTest
    @CsvSource({
        "com.acme.*, true",
        "com.acme.Orders.open, true",
        "com.acme.Orders.open(Orders.java:12), true",
        "*Orders*, true",
        "*, true",
        "*.open, true",
        "*:12), true",
        "com.*.Orders.*n, true",
        "com.acme.Orders, false",
        "acme.*, false",
        "*.close, false",
        "com.acme.orders.*, false",
    })
    void an_asterisk_stands_for_any_characters(String pattern, boolean expected) {
        assertThat(new SitePatterns(pattern).matches("com.acme.Orders.open(Orders.java:12)"))
                .isEqualTo(expected);
    }

    @Test
    void one_of_several_patterns_suffices() {
        SitePatterns patterns = new SitePatterns(Values.list("a.*; b.* | c.*"));

        assertThat(patterns.matches("c.X.y(X.java:1)")).isTrue();
        assertThat(patterns.matches("d.X.y(X.java:1)")).isFalse();
    }

    @Test
    void an_unknown_site_matches_only_asterisks() {
        assertThat(new SitePatterns("*").matches("")).isTrue();
        assertThat(new SitePatterns("com.acme.*").matches("")).isFalse();
    }
}
