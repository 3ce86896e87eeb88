package io.manometer.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** What the channels of one pipeline did in one window, beside what its Hop Sample tells. */
@Name("manometer.ChannelSample")
@Label("Channel Sample")
@Description("The channels that one place of the application built, in one window; bytes and times are in Hop Sample")
@Category("Manometer")
@Registered(false)
@StackTrace(false)
public class ChannelSample extends Event {
    @Label("Hop")
    @HopId
    public long hop;

    @Label("Window Number")
    public long tick;

    @Label("Open Channels")
    public long channels;

    @Label("Closed Channels")
    @Description("Channels that were closed in the window")
    public long closed;

    @Label("Channels Not Writable")
    @Description("At the end of the window")
    public long notWritable;

    @Label("Channels Paused")
    @Description("Channels that were not reading at the end of the window: autoRead is off and no read was asked for")
    public long paused;

    @Label("Longest Not Writable")
    @Timespan(Timespan.NANOSECONDS)
    @Description(
            "How long the signal to stop has been up at the channel where it has been up longest, at the end of the window")
    public long longestNotWritable;

    @Label("Low Watermark")
    @DataAmount
    @Description("Of the channel with most bytes waiting, when it was last asked; -1 before")
    public long lowWatermark;

    @Label("High Watermark")
    @DataAmount
    @Description("Of the channel with most bytes waiting, when it was last asked; -1 before")
    public long highWatermark;

    @Label("Writes")
    public long writes;

    @Label("Writes While Not Writable")
    public long writesNotWritable;

    @Label("Flushes")
    public long flushes;
}
