package io.manometer.analyzer.model;

import java.util.List;

/**
 * What the recording says of the JVM as a whole.
 *
 * @param agentSeen the recording holds events of the agent
 * @param lostSamples samples that the agent failed to take, plus those that {@code jdk.DataLoss} took
 * @param dataLossBytes bytes that the recorder itself lost
 * @param suppressedErrors errors that the agent suppressed in its own hooks
 * @param heapMax largest heap in bytes, -1 when the recording has no heap data
 * @param heapUsedAfterGc used heap after the last collection, in bytes; -1 when the recording has no heap data
 * @param blockedLoops what kept event loops from their events
 * @param samplesOff the event with all counts was switched off
 */
public record JvmContext(
        boolean agentSeen,
        long lostSamples,
        long dataLossBytes,
        long suppressedErrors,
        long heapMax,
        long heapUsedAfterGc,
        List<LoopBlock> blockedLoops,
        boolean samplesOff) {

    /** With samples, without event loops. */
    public JvmContext(
            boolean agentSeen,
            long lostSamples,
            long dataLossBytes,
            long suppressedErrors,
            long heapMax,
            long heapUsedAfterGc) {
        this(agentSeen, lostSamples, dataLossBytes, suppressedErrors, heapMax, heapUsedAfterGc, List.of(), false);
    }

    /** Whether anything can be said about the heap. */
    public boolean hasHeap() {
        return heapMax > 0 && heapUsedAfterGc >= 0;
    }

    /** Free heap after the last collection in bytes; only meaningful when {@link #hasHeap}. */
    public long heapFree() {
        return Math.max(0, heapMax - heapUsedAfterGc);
    }
}
