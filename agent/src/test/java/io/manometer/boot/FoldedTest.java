package io.manometer.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoldedTest {
    private final Site site = new Site("com.acme.Orders", "open", "()V", "Orders.java", 7, 3, null, false);
    private final Folded entry = new Folded(1, site, Kind.QUEUE, "java.util.concurrent.ArrayBlockingQueue");

    @Test
    void buffers_of_one_limit_have_that_limit() {
        entry.add(true, 5, "UNKNOWN", "items");
        entry.add(true, 5, "UNKNOWN", "items");
        assertThat(entry.bounded()).isTrue();
        assertThat(entry.capacity()).isEqualTo(5);
        assertThat(entry.instances()).isEqualTo(2);
    }

    @Test
    void buffers_of_several_limits_are_bounded_all_the_same() {
        entry.add(true, 5, "UNKNOWN", "items");
        entry.add(true, 6, "UNKNOWN", "items");
        entry.add(true, 6, "UNKNOWN", "items");
        assertThat(entry.bounded()).isTrue();
        assertThat(entry.capacity()).isEqualTo(-1);
    }

    @Test
    void one_without_a_limit_is_enough_to_be_unbounded() {
        entry.add(true, 5, "UNKNOWN", "items");
        entry.add(false, -1, "UNKNOWN", "items");
        entry.add(true, 5, "UNKNOWN", "items");
        assertThat(entry.bounded()).isFalse();
        assertThat(entry.capacity()).isEqualTo(-1);
    }

    @Test
    void a_limit_that_is_none_in_items_is_one() {
        entry.add(true, -1, "BLOCK", "bytes");
        assertThat(entry.bounded()).isTrue();
        assertThat(entry.capacity()).isEqualTo(-1);
    }

    @Test
    void what_they_all_do_when_full_is_told_and_what_they_do_differently_is_not() {
        entry.add(false, -1, "ADVISORY", "bytes");
        assertThat(entry.onFull()).isEqualTo("ADVISORY");
        assertThat(entry.unit()).isEqualTo("bytes");
        entry.add(false, -1, "PULL", "records");
        assertThat(entry.onFull()).isEqualTo("UNKNOWN");
        assertThat(entry.unit()).isEqualTo("items");
    }
}
