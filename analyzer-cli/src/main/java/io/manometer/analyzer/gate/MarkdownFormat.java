package io.manometer.analyzer.gate;

import java.util.List;
import java.util.Locale;

/** For a job summary, a comment or a wiki. */
final class MarkdownFormat {
    /** A job summary may have a megabyte. */
    private static final int MOST_ROWS = 200;

    private final StringBuilder out = new StringBuilder();
    private final Rendering rendering;

    private MarkdownFormat(Rendering rendering) {
        this.rendering = rendering;
    }

    static String of(GateResult result, Rendering rendering) {
        MarkdownFormat markdown = new MarkdownFormat(rendering);
        markdown.write(result);
        return markdown.out.toString();
    }

    private void write(GateResult result) {
        line("## Manometer: " + Summary.of(result));
        table("Fails the build", result.failing());
        remedies(result.failing());
        table("Doesn't fail", result.warnings());
        table("In the baseline", result.of(Outcome.Status.BASELINED));
        table("Allowed by an annotation", result.of(Outcome.Status.ANNOTATED));
        table("Allowed", result.of(Outcome.Status.ALLOWED));
        list("Inputs", Summary.problems(result));
        list("Upkeep", Summary.notices(result));
    }

    private void table(String title, List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        boolean reasons = outcomes.get(0).status() != Outcome.Status.NEW;
        line("");
        line("### " + title);
        line("");
        line("| severity | rule | where | what | " + (reasons ? "why" : "change") + " |");
        line("| --- | --- | --- | --- | --- |");
        outcomes.stream().limit(MOST_ROWS).forEach(outcome -> row(outcome, reasons));
        if (outcomes.size() > MOST_ROWS) {
            line("");
            line("and " + (outcomes.size() - MOST_ROWS) + " more");
        }
    }

    private void row(Outcome outcome, boolean reasons) {
        Violation violation = outcome.violation();
        String path = rendering.sources().path(violation.site());
        String where = path.isEmpty()
                ? "unknown"
                : path + (violation.site().line() > 0 ? ":" + violation.site().line() : "");
        line("| " + violation.severity().name().toLowerCase(Locale.ROOT) + " | "
                + violation.rule().id() + " | <code>"
                + Escape.markdown(where) + "</code> | " + Escape.markdown(violation.message()) + " | "
                + Escape.markdown(reasons ? outcome.reason() : violation.fix()) + " |");
    }

    /** An indented block: nothing in it is markup, whatever it holds. */
    private void remedies(List<Outcome> failing) {
        List<List<String>> entries = failing.stream()
                .limit(MOST_ROWS)
                .map(outcome -> Remedies.allow(outcome.violation()))
                .filter(lines -> !lines.isEmpty())
                .distinct()
                .toList();
        if (entries.isEmpty()) {
            return;
        }
        line("");
        line("To allow, in <code>" + Escape.markdown(rendering.config()) + "</code>, each with its reason:");
        for (List<String> entry : entries) {
            line("");
            entry.forEach(each -> line("    " + each));
        }
    }

    private void list(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            line("");
            line("### " + title);
            line("");
            lines.forEach(each -> line("* " + Escape.markdown(each)));
        }
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
