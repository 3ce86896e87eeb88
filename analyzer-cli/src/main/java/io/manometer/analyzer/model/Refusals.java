package io.manometer.analyzer.model;

/** Work that was turned away, by kind; what the caller ran itself is not refused, only not queued. */
public record Refusals(
        long exception, long falseReturned, long timeout, long droppedNewest, long droppedOldest, long callerRuns) {

    /** Refused so that the producer is told: exception or time-out. */
    public long visible() {
        return exception + timeout;
    }

    /** Refused so that nobody is told who doesn't look. */
    public long silent() {
        return falseReturned + droppedNewest + droppedOldest;
    }

    public long total() {
        return visible() + silent();
    }
}
