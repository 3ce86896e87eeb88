package io.manometer.analyzer.scan;

import io.manometer.analyzer.gate.Gate;
import io.manometer.analyzer.gate.GateRequest;
import io.manometer.analyzer.gate.GateResult;
import io.manometer.analyzer.gate.Subject;
import io.manometer.analyzer.model.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds a scan against the gate; what is not known, and how much was scanned, is among the notices of the result. */
public final class ScanGate {
    /** So many places whose limit isn't known are listed where nobody asks for all of them. */
    public static final int FEW = 10;

    private ScanGate() {}

    /**
     * What the gate says of a scan.
     *
     * @param request with the recordings, if there are any: what they show wins
     * @param most how many places whose limit isn't known are listed
     * @param howToListAll what a person does to see the others
     */
    public static GateResult check(ScanResult scan, GateRequest request, int most, String howToListAll) {
        GateResult result = Gate.check(request.withScan(scan.violations())
                .withAnnotations(request.annotations().and(scan.annotations())));
        List<Problem> problems = new ArrayList<>(result.problems());
        problems.addAll(scan.problems());
        List<String> notices = new ArrayList<>(result.notices());
        notices.addAll(notKnown(scan, result, most, howToListAll));
        notices.add(scanned(scan));
        return new GateResult(
                result.outcomes(),
                result.subjects(),
                result.stale(),
                notices,
                problems,
                result.jvms(),
                result.scanned());
    }

    /** What a recording shows is known, whatever it shows. */
    private static List<String> notKnown(ScanResult scan, GateResult result, int most, String howToListAll) {
        Set<String> recorded = result.subjects().stream()
                .map(Subject::site)
                .map(Object::toString)
                .collect(Collectors.toSet());
        Set<String> seen = new HashSet<>();
        List<String> lines = scan.notKnown().stream()
                .filter(each -> !recorded.contains(each.site().toString()))
                .map(each -> "not known: " + each.site() + ": " + each.message())
                .filter(seen::add)
                .toList();
        List<String> shown = new ArrayList<>(lines.subList(0, Math.min(most, lines.size())));
        if (shown.size() < lines.size()) {
            shown.add("not known of " + (lines.size() - shown.size()) + " more; " + howToListAll);
        }
        return shown;
    }

    private static String scanned(ScanResult scan) {
        String archives = scan.archives() == 0
                ? ""
                : " in " + scan.archives() + (scan.archives() == 1 ? " archive" : " archives");
        String leftOut = scan.leftOut().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return "scanned " + scan.classes() + (scan.classes() == 1 ? " class" : " classes") + archives
                + (leftOut.isEmpty() ? "" : "; left out " + leftOut);
    }
}
