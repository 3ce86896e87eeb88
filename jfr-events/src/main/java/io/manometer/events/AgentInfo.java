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
import jdk.jfr.Timestamp;

/** Which agent wrote this recording, and with what settings; committed in every chunk. */
@Name("manometer.AgentInfo")
@Label("Agent Information")
@Description("Version and settings of the agent, in every chunk")
@Category("Manometer")
@Registered(false)
@Period("beginChunk")
@StackTrace(false)
public class AgentInfo extends Event {
    @Label("Version")
    public String version = "";

    @Label("Options")
    public String options = "";

    @Label("Instrumented Kinds")
    public String kinds = "";

    @Label("Attached While Running")
    public boolean attached;

    @Label("Period")
    @Timespan(Timespan.NANOSECONDS)
    public long period;

    @Label("Agent Started")
    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
    public long started;

    @Label("Process Id")
    public long pid;
}
