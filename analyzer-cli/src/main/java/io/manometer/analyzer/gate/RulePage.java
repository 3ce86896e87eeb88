package io.manometer.analyzer.gate;

import java.util.Locale;

/** A rule as a page of Markdown: what {@code docs/rules} holds and SARIF carries along. */
final class RulePage {
    private RulePage() {}

    static String of(GateRule rule) {
        return "# " + rule.id() + "\n\n"
                + rule.title() + ": " + rule.meaning() + ".\n\n"
                + "Default severity: **" + rule.severity().name().toLowerCase(Locale.ROOT) + "**" + failing(rule)
                + ".\n\n"
                + "## Why\n\n" + rule.why().strip() + "\n\n"
                + "## Example\n\n" + rule.example().strip() + "\n\n"
                + "## Fix\n\n" + rule.fix().strip() + "\n\n"
                + "## When it is fine\n\n" + rule.whenFine().strip() + "\n";
    }

    private static String failing(GateRule rule) {
        boolean fails = FailOn.DEFAULT.lowest().containsKey(rule);
        String confidence = rule.structural()
                ? ""
                : "; one less where the verdict has low confidence, so that what is unsure never fails by itself";
        return (fails ? ", fails a build" : ", shown but fails a build only with `--fail-on " + rule.id() + "`")
                + confidence;
    }
}
