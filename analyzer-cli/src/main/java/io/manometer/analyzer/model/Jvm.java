package io.manometer.analyzer.model;

import java.util.List;

/**
 * The process that a recording is of.
 *
 * @param pid -1 when the recording does not say
 * @param application main class or jar with its arguments cut off; empty when the recording does not say
 * @param version of the JVM, empty when the recording does not say
 * @param agentVersion empty when the agent was not seen
 * @param agentStartedMillis 0 when the recording does not say
 * @param recordedFromMillis start of the recording, whatever part of it was judged
 * @param files that its events were read from
 * @param fromMillis start of the first window that was judged, milliseconds since the epoch; 0 when there is none
 * @param toMillis end of the last window that was judged; 0 when there is none
 * @param windowNanos length of a window
 * @param windows how many
 * @param missingWindows how many of them were not seen
 * @param coarsenedBy how many windows of the recording make one here; 1 unless it was too long to keep all
 */
public record Jvm(
        long pid,
        String application,
        String version,
        String agentVersion,
        long agentStartedMillis,
        long recordedFromMillis,
        List<String> files,
        long fromMillis,
        long toMillis,
        long windowNanos,
        long windows,
        long missingWindows,
        int coarsenedBy) {

    /** How long the agent was there before the recording began; 0 when unknown. */
    public double unrecordedSeconds() {
        return agentStartedMillis == 0 ? 0 : Math.max(0, (recordedFromMillis - agentStartedMillis) / 1e3);
    }

    public double seconds() {
        return (toMillis - fromMillis) / 1e3;
    }
}
