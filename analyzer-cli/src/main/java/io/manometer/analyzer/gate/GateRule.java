package io.manometer.analyzer.gate;

import io.manometer.analyzer.model.Confidence;
import io.manometer.analyzer.model.Rule;
import io.manometer.analyzer.model.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The rules of the gate with what a person needs to know of each. The texts are the source of {@code docs/rules}; they are in
 * the Markdown of these pages.
 */
public enum GateRule {
    UNBOUNDED_QUEUE(Rule.UNBOUNDED_QUEUE, Severity.ERROR, "Queue without a limit", """
            A queue without a limit never says no. As long as its consumers keep up it is empty and nobody notices; from the day on which
            they don't, every item that is too much stays in memory, everything waits behind it, and no producer is slowed, refused or told.
            It ends with an OutOfMemoryError, or with answers to questions that nobody asks any more.

            Reported for every buffer that was created without a limit and for none of the JDK's own, whether it was ever under load or not.
            A pool over such a queue counts as well.
            """, """
            ```java
            private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();      // limit: Integer.MAX_VALUE
            private final ExecutorService mails = Executors.newFixedThreadPool(4);        // the same queue inside
            ```
            """, """
            Decide how much may wait (about one second of work is a good start), and what happens beyond: wait, refuse, or let the caller do it.

            ```java
            private final BlockingQueue<Order> orders = new ArrayBlockingQueue<>(500);    // put() waits, offer() says no
            private final ExecutorService mails = new ThreadPoolExecutor(4, 4, 0, SECONDS,
                    new ArrayBlockingQueue<>(500), new ThreadPoolExecutor.CallerRunsPolicy());
            ```
            """, """
            When something else bounds what can be in it: permits taken before each add, a fixed number of requests in flight, a protocol that
            never has more than one reply outstanding. Say so where it is created, with `@BoundedElsewhere("...")`, or in `manometer.toml`.
            Queues that their maintainers left unbounded for a reason are [allowed by Manometer itself](../allow-list.md).
            """),
    EFFECTIVELY_UNBOUNDED_QUEUE(
            Rule.EFFECTIVELY_UNBOUNDED_QUEUE, Severity.WARNING, "Limit too high to matter", """
            A limit that is reached only after the heap is full, or after everybody has stopped waiting, is none. Reported when the limit holds
            more than 30 s of work at the rate of the consumers, or when it needs more than a tenth of the heap, or is a million or more.
            """, """
            ```java
            new LinkedBlockingQueue<>(10_000_000);
            ```
            """, """
            Set the limit by time: the longest wait that is still of use to anybody, times the rate of the consumers. A second of work at
            400 items a second is 400.
            """, """
            Where the work has no deadline (a nightly batch) and its memory is provided for. Also where the rate was that of a test with
            hardly any load: a limit of 1 000 holds 100 s of work at 10 items a second. Findings of low confidence are left out for that.
            """),
    UNBOUNDED_THREADS(Rule.UNBOUNDED_THREADS, Severity.WARNING, "Threads without a limit", """
            A cached pool and an executor that starts a thread for each task have no queue that could grow, so they grow in threads: each with a
            stack, each with what its task has opened. Under overload all of them progress slowly at once, and whatever they share (connections,
            locks, the heap) is what breaks.
            """, """
            ```java
            Executors.newCachedThreadPool();                        // up to Integer.MAX_VALUE threads
            Executors.newVirtualThreadPerTaskExecutor();            // cheap threads, but each holds its request
            ```
            """, """
            Limit what is in flight, where work comes in:

            ```java
            private final Semaphore permits = new Semaphore(200);

            permits.acquire();                                      // the submitter waits
            executor.execute(() -> { try { work(); } finally { permits.release(); } });
            ```

            or give the pool a maximum and a policy: `new ThreadPoolExecutor(0, 200, 60, SECONDS, new SynchronousQueue<>(), new
            ThreadPoolExecutor.CallerRunsPolicy())`.
            """, """
            Where few tasks are ever started, or their number is limited before them (a server's connection limit, a semaphore); virtual threads
            behind such a limit are their intended use. That is why this rule does not fail a build by default.
            """),
    UNREACHABLE_MAX_POOL(
            Rule.UNREACHABLE_MAX_POOL, Severity.WARNING, "Pool that never grows to its maximum", """
            A ThreadPoolExecutor starts a thread beyond its core size only when its queue refuses the task. A queue without a limit never does,
            so the maximum is never used: the pool that was meant to grow to 200 threads under load stays at 10 and lets work wait.
            """, """
            ```java
            new ThreadPoolExecutor(10, 200, 60, SECONDS, new LinkedBlockingQueue<>());    // never more than 10 threads
            ```
            """, """
            Give the queue a limit, so that the pool grows when it is full; or make both sizes the same and let core threads time out.

            ```java
            new ThreadPoolExecutor(10, 200, 60, SECONDS, new ArrayBlockingQueue<>(100), new ThreadPoolExecutor.CallerRunsPolicy());
            ```
            """, """
            When the core size is what you meant and the maximum is only there because the constructor wants one. Then write the same number
            twice.
            """),
    SILENT_DROP(Rule.SILENT_DROP, Severity.ERROR, "Work dropped in silence", """
            Work was thrown away and nobody was told: by a policy that discards, or by an `offer` that returned false to nobody. The caller
            believes that it is done.

            An error when a discarding policy threw away one item in a hundred or more; a warning for less, and for `false`, since it can't be
            seen from outside whether somebody looked at it.
            """, """
            ```java
            new ThreadPoolExecutor(4, 4, 0, SECONDS, queue, new ThreadPoolExecutor.DiscardPolicy());
            queue.offer(event);                                     // full: returns false, and the event is gone
            ```
            """, """
            Tell the caller (`AbortPolicy`, `put`, a look at what `offer` returns), or count what is lost and show the count.
            """, """
            Where only the newest value matters (a sensor, a cursor) or a sample is enough, and the number of what was lost is watched
            somewhere.
            """),
    ABSORBS(Rule.ABSORBS, Severity.ERROR, "Buffer that swallows the pressure", """
            In the recording the buffer grew, and nobody who could slow down was slowed, refused or paused. That is what an unbounded queue does
            on its worst day; here it was seen to happen. What counts as growing is told in [verdicts.md](../verdicts.md).
            """, """
            A load test offers 800 items a second to consumers that do 370:

            ```
            error   absorbs  OrderPipeline.toDatabase absorbs: depth grew from 255 to 8 973 in 17 s, 513 a second
            ```
            """, """
            Give the buffer a limit of about a second of work and let its producers wait; then find out what the consumers wait for.
            """, """
            When the run was meant to overload it, and the time until memory runs out is longer than any overload can last. Allow it with an
            entry that expires.
            """),
    ABSORBS_IGNORING(Rule.ABSORBS_IGNORING, Severity.ERROR, "Signal to stop ignored", """
            Some buffers don't block or refuse; they only say that it is enough: Netty's channel by `isWritable`, a gRPC stream by `isReady`, a
            Vert.x stream by `writeQueueFull`. In the recording the buffer grew while it said so, as its producer did not ask.
            """, """
            ```java
            for (Row row : rows) {
                channel.write(row);                                 // whether channel.isWritable() or not
            }
            ```
            """, """
            Stop when the buffer says so and go on when it calls back: `channelWritabilityChanged`, `setOnReadyHandler`, `drainHandler`. While
            it is not writable, don't read what would have to be written.
            """, """
            Where what is written is bounded anyway, such as one reply of known size per request.
            """),
    STALLED(Rule.STALLED, Severity.ERROR, "Nothing leaves any more", """
            Work still arrives, and nothing leaves: the consumer has died, hangs in a lock or in a call without a time-out, or was never
            started.
            """, """
            ```java
            while (true) {
                handle(queue.take());                               // the first exception ends the thread, and nobody sees it
            }
            ```
            """, """
            Catch what one item may throw, so that the loop goes on; put time-outs on what it calls; take a thread dump to see where it stands.
            """, """
            When the consumer was stopped on purpose for a part of the run. Then let producers stop too, or allow it for that site.
            """),
    BROKEN_CHAIN(Rule.BROKEN_CHAIN, Severity.WARNING, "Pressure does not reach the source", """
            There is a bottleneck, and the buffers in front of it do hold back, up to one that doesn't: from there on upstream nobody knows.
            The limit that was set in one place is undone in another.
            """, """
            ```java
            BlockingQueue<Order> pricing = new LinkedBlockingQueue<>();            // grows
            BlockingQueue<Order> toDatabase = new ArrayBlockingQueue<>(100);       // holds its producers back, for nothing
            ```
            """, """
            Bound the buffer at which the chain breaks, so that waiting goes on to whoever can stop the load: a server that accepts less, a
            consumer that pauses.
            """, """
            Where the break is meant: the buffer in front is durable, or its producer can't be slowed and somebody watches it.
            """),
    EVENT_LOOP_BLOCKED(Rule.EVENT_LOOP_BLOCKED, Severity.ERROR, "Event loop blocked", """
            An event loop serves thousands of connections with one thread. In the recording it waited for room in a buffer, or ran rejected work
            itself: for that time none of its connections was served, among them those whose answers would have made room.
            """, """
            ```java
            public void channelRead(ChannelHandlerContext context, Object message) {
                queue.put(message);                                 // waits on the event loop
            }
            ```
            """, """
            `offer`, and when it says no, stop reading (`setAutoRead(false)`) until there is room again; or refuse with a 429 or 503. Use
            `AbortPolicy` instead of `CallerRunsPolicy` for pools that event loops submit to.
            """, """
            Never under load. A loop that serves nothing else, such as that of a test, may wait.
            """),
    RETRY_STORM(Rule.RETRY_STORM, Severity.WARNING, "Refusals make the load rise", """
            After work was refused, the offers rose to one and a half times or more: callers try again at once, and the refusal that should have
            taken load off adds to it.
            """, """
            ```java
            while (!queue.offer(order)) { }                         // a refused item comes back at the speed of the processor
            ```
            """, """
            Wait before trying again, longer each time and with jitter; limit the number of tries, and the share of retries among all calls.
            """, """
            When the load of the test rose by itself in that moment.
            """),
    LOST_DATA(Rule.LOST_DATA, Severity.WARNING, "Evidence incomplete", """
            The recorder lost events, the agent could not take all samples, or it switched off a kind of hop after errors of its own. What the
            gate did not see it can't judge: no finding is then less than a pass.
            """, """
            ```
            warning lost-data  OrderService: the recording lost 12 samples and 0 bytes: confidence is lowered
            ```
            """, """
            Give the recorder more memory (`-XX:FlightRecorderOptions:memorysize=40m`) and the machine less to do, and record again. Errors of
            the agent are bugs: please report them.
            """, """
            When a few samples of many are missing; all that happened to be counted is still exact. To be strict: `--fail-on
            default,lost-data`.
            """);

    private final Rule rule;
    private final Severity severity;
    private final String title;
    private final String why;
    private final String example;
    private final String fix;
    private final String whenFine;

    GateRule(Rule rule, Severity severity, String title, String why, String example, String fix, String whenFine) {
        this.rule = rule;
        this.severity = severity;
        this.title = title;
        this.why = why;
        this.example = example;
        this.fix = fix;
        this.whenFine = whenFine;
    }

    public static Optional<GateRule> find(String id) {
        return Arrays.stream(values()).filter(rule -> rule.id().equals(id)).findFirst();
    }

    static GateRule of(Rule rule) {
        return find(rule.id()).orElseThrow();
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(GateRule::id).toList();
    }

    public String id() {
        return rule.id();
    }

    /** The rule in one clause. */
    public String meaning() {
        return rule.meaning();
    }

    /** The default severity, at which {@code --fail-on} takes the rule if it names none. */
    public Severity severity() {
        return severity;
    }

    /** What a violation is worth: low confidence takes one step off. */
    public Severity severity(Confidence confidence) {
        if (confidence != Confidence.LOW) {
            return severity;
        }
        return severity == Severity.ERROR ? Severity.WARNING : Severity.NOTE;
    }

    /** Whether it is about how a buffer is made, which needs no load to be sure of. */
    public boolean structural() {
        return this == UNBOUNDED_QUEUE || this == UNBOUNDED_THREADS || this == UNREACHABLE_MAX_POOL;
    }

    /** Whether it is about how a buffer is made, be it that it takes the rate of its consumers to see it. */
    boolean aboutHowItIsMade() {
        return structural() || this == EFFECTIVELY_UNBOUNDED_QUEUE;
    }

    /** Whether something elsewhere can make up for it. */
    boolean aboutAMissingLimit() {
        return this == UNBOUNDED_QUEUE || this == EFFECTIVELY_UNBOUNDED_QUEUE || this == UNBOUNDED_THREADS;
    }

    /** Whether the advice for the hop's verdict answers it. */
    boolean aboutTheWholeVerdict() {
        return this != UNREACHABLE_MAX_POOL && this != LOST_DATA && this != EFFECTIVELY_UNBOUNDED_QUEUE;
    }

    public String title() {
        return title;
    }

    public String why() {
        return why;
    }

    public String example() {
        return example;
    }

    public String fix() {
        return fix;
    }

    public String whenFine() {
        return whenFine;
    }

    /** Where its page is, from the root of Manometer's sources. */
    public String page() {
        return "docs/rules/" + id() + ".md";
    }
}
