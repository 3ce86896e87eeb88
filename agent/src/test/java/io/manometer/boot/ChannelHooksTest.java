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
    private final Buffer buffer = new Buffer();
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

    @Test
    void what_is_added_again_is_no_write_of_the_loops_own_to_be_looked_at() {
        add(0);
        handIn(0);
        takeBack();
        add(0);
        for (int i = 1; i < GAP; i++) {
            add(0);
        }
        assertThat(meter.edgeCount - edgesBefore).isEqualTo(GAP + 1);
        add(0);
        assertThat(meter.edgeCount - edgesBefore).isEqualTo(GAP + 1 + GAP);
    }

    @Test
    void what_was_added_again_hides_no_write_after_it() {
        add(0);
        handIn(0);
        takeBack();
        add(0);
        add(1);
        assertThat(state.writesUnwritable()).isEqualTo(1);
    }

    @Test
    void what_left_is_what_no_longer_waits_by_nettys_own_count() {
        window();
        add(0);
        add(0);
        add(0);
        ChannelHooks.flushed(buffer, channel);
        buffer.waiting = SIZE;

        Sample sample = window();
        assertThat(sample.arrivals).isEqualTo(3 * SIZE);
        assertThat(sample.departures).isEqualTo(2 * SIZE);
        assertThat(sample.depth).isEqualTo(SIZE);
        assertThat(sample.depthMax).isEqualTo(3 * SIZE);
    }

    @Test
    void the_least_that_waited_shows_at_the_next_write() {
        add(0);
        add(0);
        add(0);
        ChannelHooks.flushed(buffer, channel);
        buffer.waiting = pending;
        window();
        pending = SIZE;
        add(0);
        add(0);
        buffer.waiting = pending;

        Sample sample = window();
        assertThat(sample.depthMin).isEqualTo(SIZE);
        assertThat(sample.depth).isEqualTo(3 * SIZE);
        assertThat(sample.departures).isEqualTo(2 * SIZE);
    }

    @Test
    void what_the_loop_takes_back_to_add_it_waits_all_the_time_and_arrives_once() {
        ChannelHooks.flushed(buffer, channel);
        handIn(0);
        buffer.waiting = pending;
        window();
        pending -= SIZE;
        ChannelHooks.takenBack(channel, SIZE);
        add(0);

        Sample sample = window();
        assertThat(sample.arrivals).isZero();
        assertThat(sample.departures).isZero();
        assertThat(sample.depthMin).isEqualTo(SIZE);
    }

    @Test
    void a_channel_in_which_nothing_waits_is_asked_only_after_a_write() {
        add(0);
        ChannelHooks.flushed(buffer, channel);
        window();
        int asked = buffer.asked;
        assertThat(asked).isPositive();
        window();
        assertThat(buffer.asked).isEqualTo(asked);
        add(0);
        window();
        assertThat(buffer.asked).isEqualTo(asked + 1);
    }

    @Test
    void a_stream_that_keeps_no_count_for_others_counts_by_what_is_removed() {
        window();
        add(0);
        add(0);
        pending -= SIZE;
        ChannelHooks.bytesRemoved(pending, channel, SIZE, false);

        Sample sample = window();
        assertThat(sample.departures).isEqualTo(SIZE);
        assertThat(sample.depth).isEqualTo(SIZE);
    }

    /** Of this channel alone; the first call settles what other tests left to the pipeline. */
    private Sample window() {
        Sample sample = new Sample();
        pipeline.begin();
        pipeline.add(state, false, System.nanoTime());
        pipeline.end();
        pipeline.fill(sample, System.nanoTime(), 1_000_000_000);
        pipeline.gap = GAP;
        return sample;
    }

    /** Netty's, as far as the agent asks it. */
    public static final class Buffer {
        private long waiting;
        private int asked;

        public long totalPendingWriteBytes() {
            asked++;
            return waiting;
        }
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
