package io.manometer.analyzer.model;

import java.util.List;

/**
 * The process that a recording is of.
 *
 * @param pid -1 when the recording does not say
 * @param application main class or jar with its arguments cut off; empty when the recording does not say
 * @param version of the JVM, empty when the recording does not say
 * @param agentVersion empty when the agent was not seen
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
        List<String> files,
        long fromMillis,
        long toMillis,
        long windowNanos,
        long windows,
        long missingWindows,
        int coarsenedBy) {

    public double seconds() {
        return (toMillis - fromMillis) / 1e3;
    }
}
