package io.manometer.events;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/** Evidence for a refusal: the stack of one of them, at most one a window and hop. The counts are in the samples. */
@Name("manometer.Refusal")
@Label("Refusal")
@Description("A buffer refused or dropped work; one stack a window and hop, the counts are in Hop Sample")
@Category("Manometer")
@Registered(false)
@StackTrace(true)
public class Refusal extends Event {
    @Label("Hop")
    @HopId
    public long hop;

    @Label("How")
    @Description("EXCEPTION, FALSE, TIMEOUT, DROP_NEWEST, DROP_OLDEST or CALLER_RUNS")
    public String how = "";
}
