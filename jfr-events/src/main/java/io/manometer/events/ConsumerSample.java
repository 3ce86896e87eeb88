package io.manometer.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** Goes with a Hop Sample of a kafka-consumer hop, whose depth is the lag as it is likely to be now. */
@Name("manometer.ConsumerSample")
@Label("Consumer Sample")
@Description("What the consumers of one group and topic did in one window, besides what their hop sample tells")
@Category("Manometer")
@Registered(false)
@StackTrace(false)
public class ConsumerSample extends Event {
    @Label("Hop")
    @HopId
    public long hop;

    @Label("Window Number")
    @Description("That of the Hop Sample which this event adds to")
    public long tick;

    @Label("Told Lag")
    @Description("Records, as the client itself last told for each partition; how old that is says Lag Known For")
    public long lag;

    @Label("Lag Known For")
    @Timespan(Timespan.NANOSECONDS)
    @Description(
            "Time since the end of a partition was last seen to move, of the one where that is longest; 0 when nothing waits")
    public long lagKnownFor;

    @Label("Partitions")
    @Description("Of which a record was returned since they were assigned")
    public int partitions;

    @Label("Paused Partitions")
    public int pausedPartitions;

    @Label("Polls")
    @Description("Polls that returned in the window; of all topics of the consumers")
    public long polls;

    @Label("Records")
    @Description("Records of this topic that they returned")
    public long records;

    @Label("Since Poll")
    @Timespan(Timespan.NANOSECONDS)
    @Description(
            "Time since a consumer last returned from poll and did not come back, of the one where that is longest; 0 while all are in poll")
    public long sincePoll;

    @Label("Longest Between Polls")
    @Timespan(Timespan.NANOSECONDS)
    @Description(
            "The longest time outside of poll that ended in the window or is still open, of the consumer where that is longest; the same for all of its topics")
    public long longestGap;

    @Label("Poll Limit")
    @Timespan(Timespan.NANOSECONDS)
    @Description(
            "max.poll.interval.ms: after this long outside of poll a consumer is put out of its group; 0 when unknown")
    public long pollLimit;

    @Label("Rebalances")
    @Description(
            "In the window, by the client, for all topics of a consumer alike; the first window of its first topic tells those before too")
    public long rebalances;

    @Label("Failed Rebalances")
    public long failedRebalances;
}
