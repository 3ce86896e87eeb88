package io.manometer.analyzer.judge;

import static io.manometer.analyzer.judge.Histories.history;
import static io.manometer.analyzer.judge.Histories.second;
import static io.manometer.analyzer.judge.Histories.steady;
import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.model.ChannelUse;
import io.manometer.analyzer.model.Confidence;
import io.manometer.analyzer.model.Edge;
import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.HopHistory;
import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.OnFull;
import io.manometer.analyzer.model.PollGap;
import io.manometer.analyzer.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hops that stand for many channels: sums of bytes beside the times of one channel. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SignalTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long WATERMARK = 64 << 10;
    private static final Hop CHANNELS = Histories.hop(1, "channels", "queue", -1, OnFull.ADVISORY, false);

    @ParameterizedTest
    @ValueSource(ints = {20, 200, 1_000})
    void one_deaf_peer_of_many_whose_writer_goes_on_is_ignoring(int channels) {
        HopVerdict verdict = judge(history(CHANNELS, 60, i -> oneDeaf(i, 10_000, channels)));
        assertThat(verdict.verdict()).isEqualTo(Verdict.ABSORBS_IGNORING);
        assertThat(verdict.episodes())
                .last()
                .satisfies(episode -> assertThat(episode.growing()).isTrue());
        assertThat(verdict.reasons())
                .anyMatch(reason -> reason.contains("was added while the buffer was not writable"));
    }

    @Test
    void one_deaf_peer_that_gets_little_is_no_propagation_and_not_sure() {
        HopVerdict verdict = judge(history(CHANNELS, 60, i -> oneDeaf(i, 50, 200)));
        assertThat(verdict.verdict()).isEqualTo(Verdict.INSUFFICIENT_DATA);
        assertThat(verdict.confidence()).isEqualTo(Confidence.LOW);
        assertThat(verdict.reasons()).anyMatch(reason -> reason.contains("some writer may ignore the signal"));
    }

    @Test
    void one_connection_that_grows_among_others_that_drain_is_ignoring_though_their_sum_does_not_grow() {
        HopHistory masked = history(
                CHANNELS,
                60,
                i -> second(i)
                        .flow(2_000_000, 2_000_000)
                        .depth(900_000 - 100L * (i % 7), 990_000, 900_000)
                        .signal(SECOND, 10_000));
        assertThat(judge(masked).verdict()).isEqualTo(Verdict.PROPAGATES);
        assertThat(judge(with(masked, new ChannelUse(200, 0, 500_000))).verdict())
                .isEqualTo(Verdict.ABSORBS_IGNORING);
        assertThat(judge(with(masked, new ChannelUse(200, 0, WATERMARK / 2))).verdict())
                .isEqualTo(Verdict.PROPAGATES);
    }

    @Test
    void one_slow_peer_of_many_whose_writer_waits_propagates() {
        HopHistory heeded =
                history(CHANNELS, 60, i -> steady(i, 2_000_000, 60_000).signal(SECOND / 2, 0));
        assertThat(judge(with(heeded, new ChannelUse(200, 0, 0))).verdict()).isEqualTo(Verdict.PROPAGATES);
    }

    @Test
    void more_and_more_channels_that_fill_up_and_are_waited_for_propagate() {
        HopHistory filling = history(
                CHANNELS,
                60,
                i -> second(i)
                        .flow(2_000_000, 1_940_000)
                        .depth(60_000L * i, 60_000L * (i + 1), 60_000L * (i + 1))
                        .signal(SECOND, 100));
        assertThat(judge(filling).verdict()).isEqualTo(Verdict.PROPAGATES);
    }

    @Test
    void what_is_added_past_the_signal_and_drains_propagates() {
        HopHistory overshooting = history(
                CHANNELS,
                60,
                i -> second(i)
                        .flow(1_000_000, 999_900)
                        .depth(32_000 + 100L * i, 90_000, 32_100 + 100L * i)
                        .signal(SECOND / 2, 9_000));
        assertThat(judge(overshooting).verdict()).isEqualTo(Verdict.PROPAGATES);
    }

    @Test
    void one_idle_channel_of_thousands_that_does_not_read_is_no_answer() {
        HopHistory idle = history(
                CHANNELS,
                60,
                i -> second(i).flow(1_000_000, 1_000_000).depth(0, 500, 0).paused(SECOND));
        assertThat(judge(with(idle, new ChannelUse(3_000, 1 / 3_000.0, 0))).verdict())
                .isIn(Verdict.HEALTHY, Verdict.UNTESTED);
        assertThat(judge(new HopHistory(of(3_000), idle.windows())).verdict()).isIn(Verdict.HEALTHY, Verdict.UNTESTED);
    }

    @Test
    void channels_that_mostly_do_not_read_hold_back_whoever_sends() {
        HopHistory paused = history(CHANNELS, 60, i -> steady(i, 1_000, 0).paused(SECOND / 2));
        assertThat(judge(with(paused, new ChannelUse(1, 0.4, 0))).verdict()).isEqualTo(Verdict.PROPAGATES);
        assertThat(judge(with(paused, new ChannelUse(40, 0.6, 0))).verdict()).isEqualTo(Verdict.PROPAGATES);
    }

    @Test
    void one_of_many_that_does_not_read_while_it_cannot_write_propagates_though_answers_are_still_added() {
        HopHistory echoing = history(
                CHANNELS,
                60,
                i -> steady(i, 1_000_000, 60_000).paused(SECOND / 2).signal(SECOND / 2, 20_000));
        assertThat(judge(with(echoing, new ChannelUse(200, 0.0025, 0))).verdict())
                .isEqualTo(Verdict.PROPAGATES);
    }

    @Test
    void a_proxy_that_reads_no_more_while_its_far_side_is_under_pressure_propagates() {
        HopHistory near =
                with(history(CHANNELS, 60, i -> steady(i, 1_000, 0).paused(SECOND / 2)), new ChannelUse(40, 0.2, 0));
        Hop far = Histories.hop(2, "far", "queue", -1, OnFull.ADVISORY, false);
        HopHistory pressed = history(far, 60, i -> steady(i, 100_000, 60_000).signal(SECOND / 2, 0));
        HopHistory calm = history(far, 60, i -> steady(i, 100_000, 0));

        assertThat(verdictOfFirst(List.of(new Edge(1, 2, 5_000)), near, pressed))
                .isEqualTo(Verdict.PROPAGATES);
        assertThat(verdictOfFirst(List.of(new Edge(1, 2, 5_000)), near, calm)).isIn(Verdict.HEALTHY, Verdict.UNTESTED);
        assertThat(verdictOfFirst(List.of(), near, pressed)).isIn(Verdict.HEALTHY, Verdict.UNTESTED);
    }

    /** Equally busy channels; the peer of one stopped reading, which its writer doesn't heed. */
    private static Histories.Builder oneDeaf(int second, long each, int channels) {
        long before = WATERMARK + each * second;
        return second(second)
                .flow(each * channels, each * (channels - 1))
                .depth(before, before + each + 500L * channels, before + each)
                .signal(SECOND, each);
    }

    private static Verdict verdictOfFirst(List<Edge> edges, HopHistory... histories) {
        return Judge.judge(List.of(histories), edges, Histories.CONTEXT, Profile.TARGET)
                .hops()
                .get(0)
                .verdict();
    }

    private static HopHistory with(HopHistory history, ChannelUse use) {
        return new HopHistory(history.hop(), history.windows(), PollGap.NONE, List.of(), use);
    }

    private static Hop of(long instances) {
        Hop one = CHANNELS;
        return new Hop(
                one.id(),
                one.name(),
                one.kind(),
                one.type(),
                one.bufferType(),
                one.site(),
                one.threads(),
                one.bounded(),
                one.capacity(),
                one.onFull(),
                one.handler(),
                "bytes",
                one.fifo(),
                one.depthIncludesRunning(),
                one.coreThreads(),
                one.maxThreads(),
                one.side(),
                one.createdMillis(),
                one.seenLate(),
                instances,
                one.itemOverhead());
    }

    private static HopVerdict judge(HopHistory history) {
        return new HopJudge(Profile.TARGET, Histories.CONTEXT).judge(history);
    }
}
