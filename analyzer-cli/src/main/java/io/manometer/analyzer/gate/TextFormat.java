package io.manometer.analyzer.gate;

import io.manometer.analyzer.model.Confidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** For a person who looks at the log of a build: a line for each violation, then what to do about those that fail. */
final class TextFormat {
    private static final int EXPLAINED = 10;
    private static final String LABEL = "  %-9s ";
    private static final String UNDER = " ".repeat(12);

    private final StringBuilder out = new StringBuilder();
    private final Rendering rendering;

    private TextFormat(Rendering rendering) {
        this.rendering = rendering;
    }

    static String of(GateResult result, Rendering rendering) {
        TextFormat text = new TextFormat(rendering);
        text.write(result);
        return text.out.toString();
    }

    private void write(GateResult result) {
        List<Outcome> shown = new ArrayList<>(result.failing());
        shown.addAll(result.warnings());
        int rules = shown.stream()
                .mapToInt(outcome -> outcome.violation().rule().id().length())
                .max()
                .orElse(0);
        shown.forEach(outcome -> violation(outcome, rules));
        Summary.notices(result).forEach(notice -> line("note    " + Escape.line(notice)));
        if (out.length() > 0) {
            line("");
        }
        line(Escape.line(Summary.of(result)));
        remedies(result.failing());
        if (!rendering.report().isEmpty()) {
            line("");
            line(String.format(LABEL, "report") + Escape.line(rendering.report()));
        }
    }

    /** Severity and rule, where, what: IDEs and terminals make a link of {@code (File.java:NN)}. */
    private void violation(Outcome outcome, int width) {
        Violation violation = outcome.violation();
        String severity = violation.severity().name().toLowerCase(Locale.ROOT);
        String where = violation.site().known() ? violation.site() + ": " : "";
        String aside = String.join(", ", asides(violation));
        line(String.format(
                        "%-7s %-" + Math.max(1, width) + "s  ",
                        severity,
                        violation.rule().id())
                + Escape.line(where + violation.message() + (aside.isEmpty() ? "" : " (" + aside + ")")));
    }

    private static List<String> asides(Violation violation) {
        List<String> asides = new ArrayList<>();
        String type = violation.queueClass().substring(violation.queueClass().lastIndexOf('.') + 1);
        if (violation.rule().aboutHowItIsMade()
                && !type.isEmpty()
                && !violation.message().contains(type)) {
            asides.add(type);
        }
        if (violation.instances() > 1) {
            asides.add(violation.instances() + " of them");
        }
        if (violation.confidence() == Confidence.LOW) {
            asides.add("low confidence");
        }
        return asides;
    }

    private void remedies(List<Outcome> failing) {
        failing.stream().limit(EXPLAINED).forEach(this::remedy);
        if (failing.size() > EXPLAINED) {
            line("");
            line("and " + (failing.size() - EXPLAINED) + " more; --format json has them all");
        }
        if (!failing.isEmpty()) {
            line("");
            line("To live with all that is here now and fail on new ones only: "
                    + Escape.line(rendering.writeBaseline()));
        }
    }

    private void remedy(Outcome outcome) {
        Violation violation = outcome.violation();
        line("");
        line(Escape.line(violation.rule().id() + ": " + violation.displayName()
                + (violation.site().known() ? " at " + violation.site() : "")));
        for (int i = 0; i < violation.evidence().size(); i++) {
            labelled(i == 0 ? "evidence" : "", violation.evidence().get(i));
        }
        if (!violation.fix().isEmpty()) {
            labelled("change", violation.fix());
        }
        block("allow", "add to " + rendering.config() + ", with the reason", Remedies.allow(violation));
        block("baseline", "or add to " + rendering.baseline(), Remedies.baseline(outcome));
    }

    private void block(String label, String lead, List<String> lines) {
        if (!lines.isEmpty()) {
            labelled(label, lead + ":");
            lines.forEach(each -> line(UNDER + "  " + each));
        }
    }

    private void labelled(String label, String text) {
        line(String.format(LABEL, label) + Escape.line(text));
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
