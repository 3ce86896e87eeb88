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

/** One of the few channels of a pipeline with most bytes waiting. */
@Name("manometer.ChannelPressure")
@Label("Channel Pressure")
@Description("One of the three channels of a pipeline with most bytes waiting at the end of a window")
@Category("Manometer")
@Registered(false)
@StackTrace(false)
public class ChannelPressure extends Event {
    @Label("Hop")
    @HopId
    public long hop;

    @Label("Window Number")
    public long tick;

    @Label("Rank")
    @Description("1 for the channel with most bytes waiting")
    public int rank;

    @Label("Remote Address")
    @Description("As address:port; empty when unknown, or when it is no internet address")
    public String remoteAddress = "";

    @Label("Pending")
    @DataAmount
    @Description("Bytes waiting in the channel")
    public long pending;

    @Label("Not Writable")
    @Timespan(Timespan.NANOSECONDS)
    @Description("How long the signal to stop has been up; 0 when it isn't")
    public long notWritable;

    @Label("Paused")
    @Timespan(Timespan.NANOSECONDS)
    @Description("How long the channel has not been reading; 0 when it is")
    public long paused;
}
