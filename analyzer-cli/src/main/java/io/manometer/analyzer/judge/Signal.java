package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.ChannelUse;
import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.HopHistory;
import io.manometer.analyzer.model.OnFull;
import io.manometer.analyzer.model.Window;

/**
 * What an advisory hop's times mean. A channel hop stands for all channels of a pipeline: time not writable and time paused are those of
 * the channel that had most of it, while bytes are sums. So neither is an answer by itself: one deaf peer of hundreds is next to nothing
 * of the arrivals, and one idle channel that doesn't read says nothing of the others.
 */
final class Signal {
    /** Of what was added while the signal was up, this much at least is still there where nobody heeds it; heeded, it drains. */
    private static final double STAYS = 0.1;

    /** Of what the hop got deeper by, this much at least was added while the signal was up. */
    private static final double OF_THE_RISE = 0.5;

    /** Netty's default high watermark: deeper by more than that is no channel's filling up. */
    private static final long WATERMARK_BYTES = 64 << 10;

    /** Share of the time that a signal is up which nobody heeds. */
    private static final double NEVER_DOWN = 0.95;

    private static final double MOST_CHANNELS = 0.5;

    private final Hop hop;
    private final ChannelUse channels;
    private final boolean pausesCount;

    private Signal(Hop hop, ChannelUse channels, boolean pausesCount) {
        this.hop = hop;
        this.channels = channels;
        this.pausesCount = pausesCount;
    }

    /** @param fedIsPressed whether a hop that this one feeds is known to be under pressure: a reason to read less */
    static Signal of(HopHistory history, boolean fedIsPressed) {
        return new Signal(history.hop(), history.channelUse(), pausesCount(history, fedIsPressed));
    }

    private static boolean pausesCount(HopHistory history, boolean fedIsPressed) {
        ChannelUse use = history.channelUse();
        if (history.hop().onFull() != OnFull.ADVISORY) {
            return true;
        }
        if (use.channels() == 0) {
            return fedIsPressed || history.hop().instances() <= 1;
        }
        return use.channels() <= 1
                || use.pausedShare() >= MOST_CHANNELS
                || (fedIsPressed && use.pausedShare() >= Responses.PAUSED);
    }

    /** Paused time that answers pressure. Where it may be any one of many channels': while one of them couldn't be written to. */
    long pausedNanos(Window window) {
        return pausesCount ? window.paused() : Math.min(window.paused(), window.notWritable());
    }

    /** What the rise of the depth says of whether the signal was heeded. */
    enum Heed {
        /** Nothing speaks against it. */
        HEEDED,
        /** It got deeper by what was added while the signal was up, but by little. */
        DOUBTFUL,
        IGNORED
    }

    Heed heed(Series series, int from, int to, GrowthRule.Growth growth) {
        long added = series.sum(from, to, Window::addedNotWritable);
        if (hop.onFull() != OnFull.ADVISORY || added == 0 || to - from < GrowthRule.FEWEST_BLOCKS) {
            return Heed.HEEDED;
        }
        boolean open = to == series.size();
        if (open && channels.grownNotWritable() >= WATERMARK_BYTES && isOf(added, channels.grownNotWritable())) {
            return Heed.IGNORED;
        }
        int third = (to - from) / 3;
        long rise = series.lowest(to - third, to) - series.lowest(from, from + third);
        double up =
                (double) series.sum(to - third, to, Window::notWritable) / series.sum(to - third, to, Window::nanos);
        boolean stays = growth.tau() >= GrowthRule.RISING && isOf(added, rise) && rise >= STAYS * added;
        if (!stays || up < NEVER_DOWN) {
            return Heed.HEEDED;
        }
        return rise >= WATERMARK_BYTES && growth.z() >= GrowthRule.SIGNIFICANT ? Heed.IGNORED : Heed.DOUBTFUL;
    }

    private static boolean isOf(long added, long rise) {
        return rise > 0 && added >= OF_THE_RISE * rise;
    }
}
