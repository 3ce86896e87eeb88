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

/** One hop in one window that ends at the event's start time. A window in which nothing happened has no event. */
@Name("manometer.HopSample")
@Label("Hop Sample")
@Description("What one hop did in one window, which ends at this event")
@Category("Manometer")
@Registered(false)
@StackTrace(false)
public class HopSample extends Event {
    @Label("Hop")
    @HopId
    public long hop;

    @Label("Window Number")
    @Description("Counts the agent's windows; equal in all samples of one window and in its Agent Health event")
    public long tick;

    @Label("Window")
    @Timespan(Timespan.NANOSECONDS)
    public long window;

    @Label("Arrivals")
    @Description("Work accepted in the window")
    public long arrivals;

    @Label("Departures")
    @Description("Work taken out in the window, by whatever means")
    public long departures;

    @Label("Batched Departures")
    @Description("Those departures that left several at a time, as by drainTo or clear")
    public long batched;

    @Label("Refused by Exception")
    public long refusedException;

    @Label("Refused by False")
    @Description(
            "Below zero where a window takes back what an earlier one told of an add that had not thrown yet; the sum is exact")
    public long refusedFalse;

    @Label("Refused by Timeout")
    public long refusedTimeout;

    @Label("Dropped Newest")
    public long droppedNewest;

    @Label("Dropped Oldest")
    public long droppedOldest;

    @Label("Run by Caller")
    public long callerRuns;

    @Label("Depth")
    @Description("Work waiting at the end of the window")
    public long depth;

    @Label("Lowest Depth")
    public long depthMin;

    @Label("Highest Depth")
    public long depthMax;

    @Label("Producer Blocked")
    @Timespan(Timespan.NANOSECONDS)
    @Description("Time that producers spent waiting for room in the window, summed over threads, open waits included")
    public long producerBlocked;

    @Label("Consumer Starved")
    @Timespan(Timespan.NANOSECONDS)
    @Description("Time that consumers spent waiting for work in the window, summed over threads, open waits included")
    public long consumerStarved;

    @Label("Producers Waiting")
    @Description("Producers waiting for room at the end of the window")
    public int producersWaiting;

    @Label("Consumers Waiting")
    @Description("Consumers waiting for work at the end of the window")
    public int consumersWaiting;

    @Label("Producers")
    @Description("Distinct producer threads seen in the window, an estimate; 0 when unknown")
    public int producers;

    @Label("Consumers")
    @Description("Threads of the pool, or distinct consumer threads seen in the window (an estimate); 0 when unknown")
    public int consumers;

    @Label("Wait Samples")
    public long sojournCount;

    @Label("Shortest Wait")
    @Timespan(Timespan.NANOSECONDS)
    public long sojournMin;

    @Label("Mean Wait")
    @Timespan(Timespan.NANOSECONDS)
    public long sojournMean;

    @Label("Longest Wait")
    @Timespan(Timespan.NANOSECONDS)
    public long sojournMax;

    @Label("Item Size")
    @DataAmount
    @Description("Shallow size of the last sampled item, a lower bound; 0 when none was sampled")
    public long itemSize;

    @Label("Not Writable")
    @Timespan(Timespan.NANOSECONDS)
    @Description("Advisory buffers only: time in the window during which the signal to stop was up")
    public long notWritable;

    @Label("Added While Not Writable")
    @Description("Advisory buffers only: arrivals while the signal to stop was up")
    public long addedNotWritable;

    @Label("Paused")
    @Timespan(Timespan.NANOSECONDS)
    @Description("Pull hops only: time in the window during which the consumer asked for nothing")
    public long paused;

    @Label("Oldest Item Age")
    @Timespan(Timespan.NANOSECONDS)
    @Description("Age of the oldest waiting item, or of the lag, where the buffer tells; -1 when it doesn't")
    public long oldestAge;

    @Label("Total Arrivals")
    @Description("Since the hop was first seen")
    public long totalArrivals;

    @Label("Total Departures")
    @Description("Since the hop was first seen")
    public long totalDepartures;
}
