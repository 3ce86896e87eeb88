package io.manometer.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Channels are plain objects here, as the hooks see them. */
class ChannelHooksTest {
    private static final int OTHER_HOP = 123_456_789;
    private static final int GAP = 10;
    private static final long SIZE = 100;

    private final Object channel = new Object();
    private ChannelState state;
    private Pipeline pipeline;
    private Meter meter;
    private long pending;
    /** The pipeline is one for all tests. */
    private long edgesBefore;

    @BeforeEach
    void a_channel_is_built_by_an_initializer() {
        ChannelHooks.opened(channel, null);
        ChannelHooks.initialized(channel, this);
        state = Channels.OPEN.find(channel);
        pipeline = state.pipeline;
        meter = pipeline.meter();
        pipeline.gap = GAP;
        edgesBefore = meter.edgeCount;
        ThreadTrail.took(ThreadTrail.hashOf(Thread.currentThread()), OTHER_HOP);
    }

    @AfterEach
    void it_is_closed() {
        ThreadTrail.took(ThreadTrail.hashOf(Thread.currentThread()), 0);
        ChannelHooks.closed(channel);
    }

    @Test
    void each_write_that_another_thread_hands_in_is_one_on_the_way_from_its_hop() {
        for (int i = 0; i < 3 * GAP; i++) {
            handIn(0);
        }
        assertThat(meter.edgeFrom).isEqualTo(OTHER_HOP);
        assertThat(meter.edgeCount - edgesBefore).isEqualTo(3 * GAP);
    }

    @Test
    void of_the_loops_own_writes_one_in_some_is_looked_at_and_stands_for_them() {
        for (int i = 0; i < 1 + 3 * GAP; i++) {
            add(0);
        }
        assertThat(meter.edgeCount - edgesBefore).isEqualTo(4 * GAP);
    }

    @Test
    void writes_against_the_signal_count_whoever_makes_them_and_once() {
        handIn(1);
        takeBack();
        add(1);
        add(1);
        assertThat(state.writesUnwritable()).isEqualTo(2);
        assertThat(state.arrivalsUnwritable()).isEqualTo(2 * SIZE);
    }

    @Test
    void what_a_handler_swallowed_hides_no_more_than_one_write_of_the_loops_own() {
        for (int i = 0; i < 5; i++) {
            handIn(0);
            takeBack();
        }
        add(1);
        add(1);
        add(1);
        assertThat(state.writesUnwritable()).isEqualTo(2);
    }

    private void handIn(int unwritable) {
        pending += SIZE;
        ChannelHooks.bytesAdded(pending, channel, SIZE, true, unwritable);
    }

    private void takeBack() {
        pending -= SIZE;
        ChannelHooks.bytesRemoved(pending, channel, SIZE, true);
    }

    private void add(int unwritable) {
        pending += SIZE;
        ChannelHooks.bytesAdded(pending, channel, SIZE, false, unwritable);
    }
}
