package io.manometer.maven;

import io.manometer.analyzer.gate.GateResult;
import io.manometer.analyzer.gate.Outcome;
import io.manometer.analyzer.gate.Remedies;
import io.manometer.analyzer.gate.Violation;
import java.util.List;
import java.util.Map;

/** What a build log says of a result: a line for each violation, and what to do about all of them. */
final class Findings {
    /** So many entries are shown as an example; the report has the others. */
    private static final int EXAMPLES = 3;

    private Findings() {}

    static String line(Outcome outcome) {
        Violation violation = outcome.violation();
        String more = violation.instances() > 1 ? " (" + violation.instances() + " of them)" : "";
        String line = violation.site() + ": " + violation.message() + more + " ["
                + violation.rule().id() + "]";
        return line.replaceAll("\\p{Cntrl}+", " ");
    }

    /**
     * @param report path of the report
     * @param config path of the file to allow something in
     * @param baseline command that accepts what there is
     */
    static String summary(GateResult result, String report, String config, String baseline) {
        List<Outcome> failing = result.failing();
        StringBuilder text = new StringBuilder();
        text.append("Manometer found ")
                .append(count(failing.size(), "violation"))
                .append(":\n");
        failing.forEach(outcome -> text.append("  ").append(line(outcome)).append('\n'));
        text.append("The report, with what to change: ").append(report).append('\n');
        text.append("To allow what is meant to be so, add to ").append(config).append(":\n");
        failing.stream()
                .map(Outcome::violation)
                .map(Remedies::allow)
                .filter(entry -> !entry.isEmpty())
                .distinct()
                .limit(EXAMPLES)
                .forEach(entry ->
                        text.append("\n  ").append(String.join("\n  ", entry)).append('\n'));
        text.append("\nTo accept all that there is today and fail on new ones only, in the folder of this module:\n  ")
                .append(baseline);
        return text.toString();
    }

    /** What was found and doesn't fail, as the end of a sentence. */
    static String tolerated(GateResult result) {
        Map<Outcome.Status, String> words = Map.of(
                Outcome.Status.ALLOWED,
                "allowed",
                Outcome.Status.ANNOTATED,
                "annotated",
                Outcome.Status.BASELINED,
                "known");
        StringBuilder text = new StringBuilder();
        for (Outcome.Status status : Outcome.Status.values()) {
            int number = result.of(status).size();
            if (number > 0 && words.containsKey(status)) {
                text.append(", ").append(number).append(' ').append(words.get(status));
            }
        }
        return text.toString();
    }

    static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
