package io.manometer.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SiteTest {
    private final Site site = new Site("com.acme.Orders", "open", "()V", "Orders.java", 7, 3, null, false);

    @Test
    void folded_buffers_of_one_limit_have_that_limit() {
        site.fold(true, 5);
        site.fold(true, 5);
        assertThat(site.foldedBounded()).isTrue();
        assertThat(site.foldedCapacity()).isEqualTo(5);
    }

    @Test
    void folded_buffers_of_several_limits_are_bounded_all_the_same() {
        site.fold(true, 5);
        site.fold(true, 6);
        site.fold(true, 6);
        assertThat(site.foldedBounded()).isTrue();
        assertThat(site.foldedCapacity()).isEqualTo(-1);
    }

    @Test
    void one_without_a_limit_is_enough_to_be_unbounded() {
        site.fold(true, 5);
        site.fold(false, -1);
        site.fold(true, 5);
        assertThat(site.foldedBounded()).isFalse();
        assertThat(site.foldedCapacity()).isEqualTo(-1);
    }

    @Test
    void a_limit_that_is_none_in_items_is_one() {
        site.fold(true, -1);
        assertThat(site.foldedBounded()).isTrue();
        assertThat(site.foldedCapacity()).isEqualTo(-1);
    }
}
