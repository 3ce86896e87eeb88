package io.manometer.analyzer.read;

import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.HopHistory;
import io.manometer.analyzer.model.PollGap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/** The histories of all hops of a JVM, each made when it is asked for and kept by nobody. */
final class Histories implements Iterable<HopHistory> {
    private final DenseWindows agent;
    private final DenseWindows application;
    private final List<Hop> hops;
    private final LongUnaryOperator ids;
    private final Map<Long, PollGap> pollGaps;
    private final WorstChannels worstChannels;
    private final ChannelUses channelUses;

    /** Ids are those of the recording; the histories get what the function makes of them. */
    Histories(
            DenseWindows agent,
            DenseWindows application,
            List<Hop> hops,
            Map<Long, PollGap> pollGaps,
            WorstChannels worstChannels,
            ChannelUses channelUses,
            LongUnaryOperator ids) {
        this.worstChannels = worstChannels;
        this.channelUses = channelUses;
        this.pollGaps = pollGaps;
        this.ids = ids;
        this.agent = agent;
        this.application = application;
        this.hops = hops;
    }

    @Override
    public Iterator<HopHistory> iterator() {
        Iterator<Hop> left = hops.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return left.hasNext();
            }

            @Override
            public HopHistory next() {
                Hop hop = left.next();
                DenseWindows windows = hop.id() < 0 ? application : agent;
                return new HopHistory(
                        hop.withId(ids.applyAsLong(hop.id())),
                        windows.of(hop.id()),
                        pollGaps.getOrDefault(hop.id(), PollGap.NONE),
                        worstChannels.of(hop.id()),
                        channelUses.of(hop.id()));
            }
        };
    }
}
