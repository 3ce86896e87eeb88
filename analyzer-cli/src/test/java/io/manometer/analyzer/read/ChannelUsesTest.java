package io.manometer.analyzer.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.model.ChannelUse;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ChannelUsesTest {
    private static final long SECOND = 1_000_000_000L;

    private final ChannelUses uses = new ChannelUses();

    @Test
    void a_hop_without_such_events_is_unknown() {
        assertThat(uses.of(1)).isEqualTo(ChannelUse.UNKNOWN);
    }

    @Test
    void channels_and_those_that_do_not_read_are_told_per_window() {
        uses.sample(1, 1, 100, 1);
        uses.sample(1, 2, 300, 3);
        assertThat(uses.of(1)).isEqualTo(new ChannelUse(200, 0.01, 0));
    }

    @Test
    void a_connection_that_grows_in_one_spell_to_the_end_is_told_by_how_much() {
        IntStream.rangeClosed(1, 30).forEach(tick -> seen(tick, "deaf:1", tick, 1_000L * tick));
        assertThat(uses.of(1).grownNotWritable()).isEqualTo(29_000);
    }

    @Test
    void one_that_came_to_a_rest_long_ago_or_recovers_again_and_again_is_none() {
        IntStream.rangeClosed(1, 30).forEach(tick -> {
            seen(tick, "full:1", tick, Math.min(5, tick) * 1_000L);
            seen(tick, "slow:1", tick % 3 + 1, 1_000L * tick);
        });
        assertThat(uses.of(1).grownNotWritable()).isZero();
    }

    @Test
    void one_whose_spell_ended_before_the_end_is_none() {
        IntStream.rangeClosed(1, 30).forEach(tick -> seen(tick, "gone:1", tick, 1_000L * tick));
        uses.sample(1, 40, 1, 0);
        assertThat(uses.of(1).grownNotWritable()).isZero();
    }

    @Test
    void a_second_file_that_is_read_first_only_lessens_it() {
        IntStream.rangeClosed(16, 30).forEach(tick -> seen(tick, "deaf:1", tick, 1_000L * tick));
        IntStream.rangeClosed(1, 15).forEach(tick -> seen(tick, "deaf:1", tick, 1_000L * tick));
        assertThat(uses.of(1).grownNotWritable()).isEqualTo(29_000);
    }

    /** At the end of that second, not writable for so many. */
    private void seen(int tick, String address, long seconds, long pending) {
        uses.pressure(1, tick, tick * 1_000L, address, seconds * SECOND, pending);
    }
}
