package io.manometer.analyzer.model;

/** What a {@link Finding} can be about. The texts are the source of the table in {@code docs/verdicts.md}. */
public enum Rule {
    UNBOUNDED_QUEUE("unbounded-queue", "a buffer without a limit"),
    EFFECTIVELY_UNBOUNDED_QUEUE("effectively-unbounded-queue", "a limit so high that heap or patience ends first"),
    UNBOUNDED_THREADS("unbounded-threads", "an executor that starts a thread for each task, without a limit"),
    UNREACHABLE_MAX_POOL("unreachable-max-pool", "a pool that never grows to its maximum, as its queue never fills"),
    SILENT_DROP("silent-drop", "work was dropped and nobody was told"),
    ABSORBS("absorbs", "a buffer grows and nobody is slowed"),
    ABSORBS_IGNORING("absorbs-ignoring", "an advisory buffer grows and its signal is ignored"),
    STALLED("stalled", "nothing leaves a buffer any more"),
    BROKEN_CHAIN("broken-chain", "pressure of the bottleneck does not reach the source"),
    EVENT_LOOP_BLOCKED("event-loop-blocked", "the thread of an event loop waits, or runs refused work"),
    RETRY_STORM("retry-storm", "refusals make the offers rise"),
    LOST_DATA("lost-data", "the recording or the agent lost data");

    private final String id;
    private final String meaning;

    Rule(String id, String meaning) {
        this.id = id;
        this.meaning = meaning;
    }

    /** As it appears in reports and gates; stable. */
    public String id() {
        return id;
    }

    public String meaning() {
        return meaning;
    }
}
