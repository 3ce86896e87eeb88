package io.manometer.analyzer.model;

/**
 * What a channel hop's sums and maxima don't tell: a hop stands for many channels.
 *
 * @param channels open channels in a typical window; 0 when unknown
 * @param pausedShare the part of all channels that was not reading, over all windows
 * @param grownNotWritable the most bytes that one connection got deeper by in one spell of not being writable that was still going on
 *     at the end, if it grew nearly all the time; 0 when none did
 */
public record ChannelUse(double channels, double pausedShare, long grownNotWritable) {
    public static final ChannelUse UNKNOWN = new ChannelUse(0, 0, 0);
}
