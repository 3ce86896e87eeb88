package io.manometer.agent.metrics.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScrapersTest {
    @Test
    void the_one_not_seen_for_longest_makes_room() {
        Scrapers scrapers = new Scrapers(2);
        List<Integer> fresh = new ArrayList<>();
        int a = scrapers.place("a", fresh::add);
        int b = scrapers.place("b", fresh::add);
        assertThat(a).isNotEqualTo(b);
        assertThat(scrapers.place("a", fresh::add)).isEqualTo(a);
        assertThat(scrapers.place("c", fresh::add)).isEqualTo(b);

        assertThat(fresh).containsExactly(a, b, b);
    }
}
