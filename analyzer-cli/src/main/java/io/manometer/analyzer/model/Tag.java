package io.manometer.analyzer.model;

/** Something to know about a verdict or its hop. The texts are the source of the table in {@code docs/verdicts.md}. */
public enum Tag {
    VISIBLE("refused work is reported to the producer: an exception or a time-out"),
    SILENT("refused work disappears unless the producer looks: false returned, newest or oldest discarded"),
    RETRY_STORM("offers rose to 1.5 times or more after work was refused"),
    ON_EVENT_LOOP("the producer that waits or has to work is an event loop"),
    STRONG("producers were held back for at least 40 % of the time"),
    WEAK("producers were held back for less than 40 % of the time"),
    UNBOUNDED("there is no limit at which it would block, refuse or drop"),
    EFFECTIVELY_UNBOUNDED(
            "the limit holds more than 30 s of work (and 100 items or more), or more than 10 % of the heap"),
    UNBOUNDED_ON_PURPOSE("without a limit by its maintainers' choice, with a reason"),
    DURABLE("the backlog is on a broker's disk, not in this JVM"),
    THREADS("depth is work in progress: it grows by threads"),
    SIDE("belongs to logging, an agent or the JDK: not part of a chain"),
    FOLDED("stands for several buffers"),
    SEEN_LATE(
            "existed before the agent did, or nobody looked who made it: its first depth and its site may be unknown"),
    FILL_WARNING("filled to 70 % or more at its p99"),
    FILL_CRITICAL("filled to 90 % or more at its p99"),
    NEAR_POLL_LIMIT(
            "a consumer was away from poll for 70 % of max.poll.interval.ms or more, beyond which its group puts it out"),
    TOO_SHORT("an episode was open at the end, and the recording is too short to tell a burst from growth");

    private final String meaning;

    Tag(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }
}
