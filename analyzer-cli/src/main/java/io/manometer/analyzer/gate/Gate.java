package io.manometer.analyzer.gate;

import io.manometer.analyzer.judge.Judge;
import io.manometer.analyzer.judge.Profile;
import io.manometer.analyzer.model.JvmReport;
import io.manometer.analyzer.model.Problem;
import io.manometer.analyzer.read.Progress;
import io.manometer.analyzer.read.Recorded;
import io.manometer.analyzer.read.Recordings;
import io.manometer.analyzer.read.TimeRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The one entry: reads recordings, judges them, and holds what they and a scan show against what is allowed. */
public final class Gate {
    private static final Comparator<Outcome> WORST_FIRST = Comparator.comparing((Outcome outcome) -> !outcome.fails())
            .thenComparing(Outcome::status)
            .thenComparing(outcome -> outcome.violation().severity())
            .thenComparing(outcome -> outcome.violation().site())
            .thenComparing(outcome -> outcome.violation().rule())
            .thenComparing(outcome -> outcome.violation().displayName());

    private Gate() {}

    /** Never throws for what a recording holds: what can't be read is among {@link GateResult#problems}. */
    public static GateResult check(GateRequest request) {
        return check(request, Progress.SILENT);
    }

    public static GateResult check(GateRequest request, Progress progress) {
        Recorded recorded = request.recordings().isEmpty()
                ? new Recorded(List.of(), 0, List.of())
                : Recordings.read(request.recordings(), new TimeRange(null, null), progress);
        return check(request, recorded);
    }

    static GateResult check(GateRequest request, Recorded recorded) {
        Collector collector = new Collector();
        List<Problem> problems = new ArrayList<>(recorded.problems());
        for (Recorded.OfJvm jvm : recorded.jvms()) {
            JvmReport report = new JvmReport(
                    jvm.jvm(), Judge.judge(jvm.histories(), jvm.edges(), jvm.context(), Profile.TARGET), jvm.stacks());
            collector.jvm(report, jvm);
            problems.addAll(Blindness.problems(jvm));
        }
        collector.scanned(request.scanned());
        List<Violation> violations = collector.violations();
        List<Outcome> outcomes =
                violations.stream().map(request::judge).sorted(WORST_FIRST).toList();
        return new GateResult(
                outcomes,
                collector.subjects(),
                stale(request.baseline(), violations),
                notices(request, violations),
                List.copyOf(problems),
                recorded.jvms().size(),
                request.hasScan());
    }

    private static List<Fingerprint> stale(Baseline baseline, List<Violation> violations) {
        Set<Fingerprint> seen = new HashSet<>();
        violations.forEach(violation -> seen.add(violation.fingerprint()));
        return baseline.known().stream()
                .filter(fingerprint -> !seen.contains(fingerprint))
                .sorted()
                .toList();
    }

    private static List<String> notices(GateRequest request, List<Violation> violations) {
        List<String> notices = new ArrayList<>();
        for (AllowEntry entry : request.allowList().entries()) {
            if (entry.expired(request.today())) {
                long covered = violations.stream().filter(entry::matches).count();
                notices.add(entry.origin() + ": this entry expired after " + entry.expires()
                        + " and allows nothing any more"
                        + (covered == 0
                                ? "; remove it"
                                : ", though " + covered + " of the findings match it; renew or remove it")
                        + " (its reason: " + entry.reason() + ")");
            }
        }
        return notices;
    }
}
