package io.manometer.analyzer.gate;

import io.manometer.analyzer.gate.Outcome.Status;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * What the gate is asked. Start with {@link #of} and change what differs.
 *
 * @param recordings files and folders, of any number of JVMs
 * @param scanned what a static scan found; what a recording shows of the same line wins
 * @param hasScan whether there was a scan, be it without a finding
 * @param today decides whether an entry of the allow-list has expired
 */
public record GateRequest(
        List<Path> recordings,
        List<Violation> scanned,
        boolean hasScan,
        FailOn failOn,
        AllowList allowList,
        Baseline baseline,
        Annotations annotations,
        LocalDate today) {

    /** With the shipped allow-list, no baseline, and the rules' default severities. */
    public static GateRequest of(List<Path> recordings) {
        return new GateRequest(
                List.copyOf(recordings),
                List.of(),
                false,
                FailOn.DEFAULT,
                AllowList.shipped(),
                Baseline.EMPTY,
                Annotations.NONE,
                LocalDate.now(ZoneId.systemDefault()));
    }

    public GateRequest withScan(List<Violation> violations) {
        return new GateRequest(
                recordings, List.copyOf(violations), true, failOn, allowList, baseline, annotations, today);
    }

    public GateRequest withFailOn(FailOn rules) {
        return new GateRequest(recordings, scanned, hasScan, rules, allowList, baseline, annotations, today);
    }

    public GateRequest withAllowList(AllowList list) {
        return new GateRequest(recordings, scanned, hasScan, failOn, list, baseline, annotations, today);
    }

    public GateRequest withBaseline(Baseline known) {
        return new GateRequest(recordings, scanned, hasScan, failOn, allowList, known, annotations, today);
    }

    public GateRequest withAnnotations(Annotations found) {
        return new GateRequest(recordings, scanned, hasScan, failOn, allowList, baseline, found, today);
    }

    public GateRequest withToday(LocalDate date) {
        return new GateRequest(recordings, scanned, hasScan, failOn, allowList, baseline, annotations, date);
    }

    /** What becomes of one violation. */
    public Outcome judge(Violation violation) {
        var annotated = annotations.reason(violation);
        if (annotated.isPresent()) {
            return new Outcome(violation, Status.ANNOTATED, annotated.get(), false);
        }
        var allowed = allowList.match(violation, today);
        if (allowed.isPresent()) {
            return new Outcome(violation, Status.ALLOWED, allowed.get().reason(), false);
        }
        if (baseline.contains(violation)) {
            return new Outcome(violation, Status.BASELINED, baseline.name(), false);
        }
        return new Outcome(violation, Status.NEW, "", failOn.fails(violation));
    }
}
