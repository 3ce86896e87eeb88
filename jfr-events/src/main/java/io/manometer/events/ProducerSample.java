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

/** Goes with a Hop Sample of a kafka-producer hop, whose depth is the records that wait in the accumulator. */
@Name("manometer.ProducerSample")
@Label("Producer Sample")
@Description("What one producer to a broker did in one window, besides what its hop sample tells")
@Category("Manometer")
@Registered(false)
@StackTrace(false)
public class ProducerSample extends Event {
    @Label("Hop")
    @HopId
    public long hop;

    @Label("Window Number")
    @Description("That of the Hop Sample which this event adds to")
    public long tick;

    @Label("Buffer Used")
    @DataAmount
    @Description("Memory of records that wait or are on their way")
    public long bufferUsed;

    @Label("Buffer Limit")
    @DataAmount
    @Description("buffer.memory")
    public long bufferLimit;

    @Label("Threads Waiting for Memory")
    public int threadsWaiting;

    @Label("Block Limit")
    @Timespan(Timespan.NANOSECONDS)
    @Description("max.block.ms: after this long a send gives up; 0 when unknown")
    public long blockLimit;

    @Label("Memory Exhausted")
    @Description("Sends that gave up in the window, as no memory was free in time")
    public long exhausted;

    @Label("Failed Records")
    @Description("Records that were accepted and then expired or were refused by the broker, in the window")
    public long failed;

    @Label("Retried Records")
    public long retried;

    @Label("Requests in Flight")
    public int requestsInFlight;
}
