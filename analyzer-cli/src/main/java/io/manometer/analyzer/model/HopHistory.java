package io.manometer.analyzer.model;

import java.util.List;

/**
 * A hop with its dense windows, oldest first; all histories of one recording share the same window ends.
 *
 * @param pollGap of a topic's consumers
 * @param worstChannels of a channel hop, the one with most waiting first
 * @param channelUse of a channel hop
 */
public record HopHistory(
        Hop hop, List<Window> windows, PollGap pollGap, List<WorstChannel> worstChannels, ChannelUse channelUse) {
    public HopHistory(Hop hop, List<Window> windows) {
        this(hop, windows, PollGap.NONE, List.of(), ChannelUse.UNKNOWN);
    }
}
