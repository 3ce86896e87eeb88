package io.manometer.analyzer.gate;

import io.manometer.analyzer.gate.Outcome.Status;
import io.manometer.analyzer.model.Problem;
import java.util.ArrayList;
import java.util.List;

/** The result in one line, and the lines about inputs that every format gives to a person. */
final class Summary {
    private Summary() {}

    static String of(GateResult result) {
        return switch (result.verdict()) {
            case FINDINGS -> "FAILED: " + count(result.failing().size(), "finding") + rest(result);
            case INCOMPLETE -> "INCOMPLETE: an input could not be read as a whole, so this can't pass" + rest(result);
            case NO_DATA ->
                "NO DATA: nothing of Manometer's in what was given; run with"
                        + " -javaagent:manometer-agent.jar=record=FILE";
            case CLEAN -> "PASSED: nothing new that fails" + rest(result);
        };
    }

    private static String rest(GateResult result) {
        List<String> parts = new ArrayList<>();
        add(
                parts,
                result.warnings().size(),
                "more that " + (result.warnings().size() == 1 ? "doesn't" : "don't") + " fail");
        add(parts, result.of(Status.BASELINED).size(), "in the baseline");
        add(
                parts,
                result.of(Status.ALLOWED).size() + result.of(Status.ANNOTATED).size(),
                "allowed");
        String checked = "checked " + count(result.subjects().size(), "buffer")
                + (result.jvms() > 1 ? " of " + result.jvms() + " JVMs" : "") + (result.scanned() ? " and a scan" : "");
        parts.add(checked);
        return "; " + String.join(", ", parts);
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    private static String count(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** What a reader should know besides the violations, one line each. */
    static List<String> notices(GateResult result) {
        List<String> lines = new ArrayList<>(result.notices());
        result.stale()
                .forEach(stale -> lines.add("stale in the baseline, nothing matches it any more; remove it: "
                        + stale.toString().replace('\t', ' ')));
        return lines;
    }

    static List<String> problems(GateResult result) {
        return result.problems().stream().map(Problem::line).toList();
    }

    /** {@code allowed} and the like, with the reason. */
    static String why(Outcome outcome) {
        return switch (outcome.status()) {
            case NEW -> outcome.fails() ? "fails" : "doesn't fail";
            case ALLOWED -> "allowed: " + outcome.reason();
            case ANNOTATED -> "allowed by @BoundedElsewhere: " + outcome.reason();
            case BASELINED -> "known from " + outcome.reason();
        };
    }
}
