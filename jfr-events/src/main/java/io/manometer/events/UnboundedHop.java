package io.manometer.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** A buffer without a limit, or with one that is never reached, was created; once per creation site, with the stack. */
@Name("manometer.UnboundedHop")
@Label("Unbounded Hop")
@Description(
        "A buffer without a limit, or with one so high that it is never reached, was created at a site for the first time")
@Category("Manometer")
@Registered(false)
@StackTrace(true)
public class UnboundedHop extends Event {
    @Label("Hop")
    @HopId
    public long hop;

    @Label("Type")
    public String type = "";

    @Label("Site")
    public String site = "";

    @Label("Capacity")
    @Description("-1 when there is none; else the limit that is too high to matter")
    public long capacity;

    @Label("Creation Stack")
    @Description(
            "The creating stack as text, one frame a line, when it was created before the recording began; the event's own stack is then the agent's")
    public String creationStack = "";
}
