package io.manometer.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A thread of an event loop did something else than its events; at most one a window, loop and manner. */
@Name("manometer.EventLoopBlocked")
@Label("Event Loop Blocked")
@Description("A thread of an event loop waited, or ran work that a pool refused, instead of serving its channels")
@Category("Manometer")
@Registered(false)
@StackTrace(false)
public class EventLoopBlocked extends Event {
    @Label("Event Loop")
    @HopId
    @Description("The hop of the loop's group")
    public long loop;

    @Label("Hop")
    @HopId
    @Description("Where it waited for room, or whose work it ran; 0 when it waited for something that is no hop")
    public long hop;

    @Label("How")
    @Description("WAITS or CALLER_RUNS")
    public String how = "";

    @Label("Blocked")
    @Timespan(Timespan.NANOSECONDS)
    @Description("Time of the window, an estimate: the loop's thread is looked at every 20 ms")
    public long blocked;

    @Label("Blocked Thread")
    public String thread = "";

    @Label("Blocked Stack")
    @Description("Of that thread, one frame a line, innermost first")
    public String stack = "";
}
