package io.manometer.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** One per window: the agent was there, and this is what it lost. A window without this event is missing. */
@Name("manometer.AgentHealth")
@Label("Agent Health")
@Description("The agent's own condition; one event a window, so a missing one means that the window was not seen")
@Category("Manometer")
@Registered(false)
@Period("endChunk")
@StackTrace(false)
public class AgentHealth extends Event {
    @Label("Window Number")
    public long tick;

    @Label("Window")
    @Timespan(Timespan.NANOSECONDS)
    public long window;

    @Label("Live Hops")
    public long liveHops;

    @Label("Folded Hops")
    @Description("Buffers beyond limit.hops that share one entry per kind, since the start")
    public long foldedHops;

    @Label("Short-Lived Hops")
    @Description("Buffers that came and went within one window and are not reported, since the start")
    public long shortLivedHops;

    @Label("Suppressed Errors")
    @Description("Errors inside hooks and the sampler, since the start; anything but 0 is a bug in the agent")
    public long errors;

    @Label("Lost Samples")
    @Description("Windows or samples that the agent failed to take, since the start")
    public long lostSamples;

    @Label("Lost Wait Probes")
    @Description(
            "Sampled items whose wait could not be told because something was removed out of order, since the start")
    public long lostProbes;

    @Label("Lost Edges")
    @Description("Edge observations beyond the edge table of a hop, since the start")
    public long lostEdges;

    @Label("Kinds Off")
    @Description("Kinds that were switched off after errors, with the reason; empty when all is well")
    public String kindsOff = "";

    @Label("Agent Time")
    @Timespan(Timespan.NANOSECONDS)
    @Description("Time that the sampler worked for the window, by the clock: an upper bound of its processor time")
    public long agentTime;
}
