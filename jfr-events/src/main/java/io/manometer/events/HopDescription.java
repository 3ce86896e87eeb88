package io.manometer.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;
import jdk.jfr.Timestamp;

/** What is known of a hop for good; committed when it is first seen, when it changes, and again in every chunk. */
@Name("manometer.HopDescription")
@Label("Hop Description")
@Description("A buffer where work waits: what it is, where it was created and what it does when it is full")
@Category("Manometer")
@Registered(false)
@Period("beginChunk")
@StackTrace(false)
public class HopDescription extends Event {
    @Label("Hop")
    @HopId
    public long hop;

    @Label("Name")
    @Description("What a person calls it: the field or variable it was stored in, else its creation site")
    public String name = "";

    @Label("Kind")
    @Description(
            "queue, executor, scheduled-executor, forkjoin, thread-per-task, channel, event-loop, kafka-consumer or kafka-producer")
    public String kind = "";

    @Label("Type")
    @Description("Class of the buffer, or of the executor that owns it")
    public String type = "";

    @Label("Buffer Type")
    @Description("Class of an executor's work queue; the type itself for a plain queue")
    public String bufferType = "";

    @Label("Site")
    @Description(
            "First frame outside the JDK and the agent that created it, as pkg.Class.method(File.java:NN); empty when unknown")
    public String site = "";

    @Label("Threads")
    @Description(
            "Name pattern of the threads that take from it, a pool's or a plain queue's first consumer's, digits replaced by an asterisk; empty when unknown")
    public String threads = "";

    @Label("Bounded")
    @Description("Whether there is a limit at which it blocks, refuses or drops")
    public boolean bounded;

    @Label("Capacity")
    @Description("The limit in its unit; -1 when unbounded or unknown")
    public long capacity;

    @Label("On Full")
    @Description("GROW, BLOCK, REJECT, DROP, CALLER_RUNS, ADVISORY, PULL or UNKNOWN")
    public String onFull = "";

    @Label("Rejection Handler")
    @Description("Class of an executor's rejection handler; empty when there is none")
    public String handler = "";

    @Label("Unit")
    @Description("items, bytes or records")
    public String unit = "";

    @Label("First In First Out")
    public boolean fifo;

    @Label("Depth Includes Running Work")
    @Description(
            "True where nothing waits and depth is the work in progress: thread-per-task executors and pools over a SynchronousQueue")
    public boolean depthIncludesRunning;

    @Label("Core Threads")
    @Description("Core size of a thread pool, parallelism of a ForkJoinPool; -1 when it is none")
    public int coreThreads;

    @Label("Maximum Threads")
    @Description("Maximum size of a thread pool; -1 when it is none")
    public int maxThreads;

    @Label("Side Buffer")
    @Description("Belongs to logging, an agent or the JDK: stays in the inventory and out of the chains")
    public boolean side;

    @Label("Created")
    @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
    @Description("When it was first seen by the agent")
    public long created;

    @Label("Seen Late")
    @Description(
            "It existed before the agent was attached, or nobody looked who made it; counts start at the first use that was seen")
    public boolean seenLate;

    @Label("Folded Instances")
    @Description(
            "How many buffers this entry stands for; more than one beyond limit.hops, and for the channels of a pipeline")
    public long instances;

    @Label("Overhead Per Item")
    @DataAmount
    @Description("Bytes the buffer itself needs for each item, a lower bound; 0 for arrays allocated in advance")
    public long itemOverhead;

    @Label("Group")
    @Description("Consumer group; empty where there is none")
    public String group = "";
}
