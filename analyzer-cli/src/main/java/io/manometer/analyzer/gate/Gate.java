package io.manometer.analyzer.gate;

import io.manometer.analyzer.read.Progress;
import io.manometer.analyzer.read.Recorded;
import io.manometer.analyzer.read.Recordings;
import io.manometer.analyzer.read.TimeRange;
import java.util.List;

/** The one entry: reads recordings, judges them, and holds what they and a scan show against what is allowed. */
public final class Gate {
    private Gate() {}

    /** Never throws for what a recording holds: what can't be read is among {@link GateResult#problems}. */
    public static GateResult check(GateRequest request) {
        return check(request, Progress.SILENT);
    }

    public static GateResult check(GateRequest request, Progress progress) {
        Recorded recorded = request.recordings().isEmpty()
                ? new Recorded(List.of(), 0, List.of())
                : Recordings.read(request.recordings(), new TimeRange(null, null), progress);
        return new GateResult(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                recorded.problems(),
                recorded.jvms().size(),
                request.hasScan());
    }
}
