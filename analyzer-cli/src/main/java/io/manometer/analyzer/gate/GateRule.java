package io.manometer.analyzer.gate;

import io.manometer.analyzer.model.Confidence;
import io.manometer.analyzer.model.Rule;
import io.manometer.analyzer.model.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The rules of the gate with what a person needs to know of each. The texts are the source of {@code docs/rules}; they are in
 * the Markdown of these pages.
 */
public enum GateRule {
    UNBOUNDED_QUEUE(Rule.UNBOUNDED_QUEUE, Severity.ERROR, "Queue without a limit", "", "", "", ""),
    EFFECTIVELY_UNBOUNDED_QUEUE(
            Rule.EFFECTIVELY_UNBOUNDED_QUEUE, Severity.WARNING, "Limit too high to matter", "", "", "", ""),
    UNBOUNDED_THREADS(Rule.UNBOUNDED_THREADS, Severity.WARNING, "Threads without a limit", "", "", "", ""),
    UNREACHABLE_MAX_POOL(
            Rule.UNREACHABLE_MAX_POOL, Severity.WARNING, "Pool that never grows to its maximum", "", "", "", ""),
    SILENT_DROP(Rule.SILENT_DROP, Severity.ERROR, "Work dropped in silence", "", "", "", ""),
    ABSORBS(Rule.ABSORBS, Severity.ERROR, "Buffer that swallows the pressure", "", "", "", ""),
    ABSORBS_IGNORING(Rule.ABSORBS_IGNORING, Severity.ERROR, "Signal to stop ignored", "", "", "", ""),
    STALLED(Rule.STALLED, Severity.ERROR, "Nothing leaves any more", "", "", "", ""),
    BROKEN_CHAIN(Rule.BROKEN_CHAIN, Severity.WARNING, "Pressure does not reach the source", "", "", "", ""),
    EVENT_LOOP_BLOCKED(Rule.EVENT_LOOP_BLOCKED, Severity.ERROR, "Event loop blocked", "", "", "", ""),
    RETRY_STORM(Rule.RETRY_STORM, Severity.WARNING, "Refusals make the load rise", "", "", "", ""),
    LOST_DATA(Rule.LOST_DATA, Severity.WARNING, "Evidence incomplete", "", "", "", "");

    private final Rule rule;
    private final Severity severity;
    private final String title;
    private final String why;
    private final String example;
    private final String fix;
    private final String whenFine;

    GateRule(Rule rule, Severity severity, String title, String why, String example, String fix, String whenFine) {
        this.rule = rule;
        this.severity = severity;
        this.title = title;
        this.why = why;
        this.example = example;
        this.fix = fix;
        this.whenFine = whenFine;
    }

    public static Optional<GateRule> find(String id) {
        return Arrays.stream(values()).filter(rule -> rule.id().equals(id)).findFirst();
    }

    static GateRule of(Rule rule) {
        return find(rule.id()).orElseThrow();
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(GateRule::id).toList();
    }

    public String id() {
        return rule.id();
    }

    /** The rule in one clause. */
    public String meaning() {
        return rule.meaning();
    }

    /** The default severity, at which {@code --fail-on} takes the rule if it names none. */
    public Severity severity() {
        return severity;
    }

    /** What a violation is worth: low confidence takes one step off. */
    public Severity severity(Confidence confidence) {
        if (confidence != Confidence.LOW) {
            return severity;
        }
        return severity == Severity.ERROR ? Severity.WARNING : Severity.NOTE;
    }

    public String title() {
        return title;
    }

    public String why() {
        return why;
    }

    public String example() {
        return example;
    }

    public String fix() {
        return fix;
    }

    public String whenFine() {
        return whenFine;
    }

    /** Where its page is, from the root of Manometer's sources. */
    public String page() {
        return "docs/rules/" + id() + ".md";
    }
}
