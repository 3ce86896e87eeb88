package io.manometer.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThreadTrailTest {
    @Test
    void a_thread_last_took_from_where_it_last_took() {
        int hash = ThreadTrail.hashOf(new Thread());

        ThreadTrail.took(hash, 7);
        ThreadTrail.took(hash, 9);

        assertThat(ThreadTrail.lastHop(hash)).isEqualTo(9);
    }

    @Test
    void a_thread_in_the_same_slot_makes_the_other_unknown_and_never_wrong() {
        for (int hash = 1; hash < 200_000; hash++) {
            ThreadTrail.took(hash, hash);
        }
        int known = 0;
        for (int hash = 1; hash < 200_000; hash++) {
            assertThat(ThreadTrail.lastHop(hash)).isIn(0, hash);
            known += ThreadTrail.lastHop(hash) == hash ? 1 : 0;
        }

        // As many as there are slots.
        assertThat(known).isBetween(1 << 13, 1 << 14);
    }
}
