package io.manometer.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** How often a thread that had last taken work from one hop put work into another, since the previous event of the pair. */
@Name("manometer.HopEdge")
@Label("Hop Edge")
@Description("Work that threads took from one hop and then put into another")
@Category("Manometer")
@Registered(false)
@StackTrace(false)
public class HopEdge extends Event {
    @Label("From")
    @HopId
    public long from;

    @Label("To")
    @HopId
    public long to;

    @Label("Count")
    @Description(
            "Since the previous event of this pair; beyond some thousand arrivals per second estimated from a sample of them")
    public long count;
}
