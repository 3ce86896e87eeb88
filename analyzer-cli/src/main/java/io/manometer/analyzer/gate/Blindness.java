package io.manometer.analyzer.gate;

import io.manometer.analyzer.model.Problem;
import io.manometer.analyzer.read.Recorded;
import java.util.List;
import java.util.Set;

/** A recording without the events that a gate can't do without must not look like one without findings. */
final class Blindness {
    private static final Set<String> INDISPENSABLE = Set.of("manometer.HopDescription", "manometer.HopSample");

    private Blindness() {}

    static List<Problem> problems(Recorded.OfJvm jvm) {
        return jvm.eventsOff().stream()
                .filter(INDISPENSABLE::contains)
                .map(event -> new Problem(
                        String.join(", ", jvm.jvm().files()),
                        "was recorded without " + event + ", so the gate can't see the buffers",
                        "record with settings=manometer.jfc, or let the agent do it with record=FILE",
                        Problem.Severity.INCOMPLETE))
                .toList();
    }
}
