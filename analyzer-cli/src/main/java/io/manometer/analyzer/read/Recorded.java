package io.manometer.analyzer.read;

import io.manometer.analyzer.model.CreatedUnbounded;
import io.manometer.analyzer.model.Edge;
import io.manometer.analyzer.model.HopHistory;
import io.manometer.analyzer.model.Jvm;
import io.manometer.analyzer.model.JvmContext;
import io.manometer.analyzer.model.Problem;
import io.manometer.analyzer.model.StackEvidence;
import java.util.List;

/**
 * All that was read.
 *
 * @param jvms those in which something of Manometer's was found
 * @param otherJvms how many were read in vain
 * @param problems whatever kept it from being more
 */
public record Recorded(List<OfJvm> jvms, int otherJvms, List<Problem> problems) {
    /**
     * What was read of one JVM.
     *
     * @param histories made one at a time, so go through it once and keep none
     * @param unbounded creations of buffers without a limit, once per site
     * @param eventsOff names of the events that were switched off though a judgement rests on them
     * @param kindsOff kinds that the agent switched off, each with its reason
     */
    public record OfJvm(
            Jvm jvm,
            JvmContext context,
            Iterable<HopHistory> histories,
            List<Edge> edges,
            List<StackEvidence> stacks,
            List<CreatedUnbounded> unbounded,
            List<String> eventsOff,
            List<String> kindsOff) {}
}
