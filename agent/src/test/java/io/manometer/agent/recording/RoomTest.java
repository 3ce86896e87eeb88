package io.manometer.agent.recording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoomTest {
    private static final long MEGABYTE = 1 << 20;
    private static final long TENTH = 100_000_000L;

    private final Room room = new Room();
    private long time;

    @Test
    void thirty_two_megabytes_are_enough_where_nothing_fills_the_disk() {
        assertThat(looks(500, 32, 32, 32)).isTrue();
        assertThat(looks(31)).isFalse();
    }

    /** 100 MB a second. */
    @Test
    void a_disk_that_fills_is_left_while_there_is_a_second_to_go() {
        assertThat(looks(172, 162, 152, 142, 132)).isTrue();
        assertThat(looks(122)).isFalse();
    }

    @Test
    void a_single_large_file_is_no_disk_that_fills() {
        assertThat(looks(500, 100, 100, 90)).isTrue();
    }

    @Test
    void a_disk_that_could_be_full_within_a_second_is_looked_at_more_often() {
        looks(5000);
        assertThat(room.nextLookMillis()).isEqualTo(1000);
        looks(4000);
        assertThat(room.nextLookMillis()).isEqualTo(100);
    }

    private boolean looks(long... megabytes) {
        boolean enough = true;
        for (long left : megabytes) {
            time += TENTH;
            enough &= room.isEnough(left * MEGABYTE, time);
        }
        return enough;
    }
}
