package io.manometer.analyzer.gate;

import io.manometer.analyzer.model.Severity;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which violations fail a build: for each rule the lowest severity that does; rules that are not in it never do.
 *
 * <p>A rule without a severity fails at its default one. As low confidence takes one step off, what is unsure then doesn't.
 */
public record FailOn(Map<GateRule, Severity> lowest) {
    /** Every rule whose default severity is {@link Severity#ERROR}. */
    public static final FailOn DEFAULT = new FailOn(defaults());

    public static final FailOn NOTHING = new FailOn(Map.of());

    public FailOn {
        lowest = Collections.unmodifiableMap(lowest.isEmpty() ? new EnumMap<>(GateRule.class) : new EnumMap<>(lowest));
    }

    private static Map<GateRule, Severity> defaults() {
        Map<GateRule, Severity> rules = new EnumMap<>(GateRule.class);
        for (GateRule rule : GateRule.values()) {
            if (rule.severity() == Severity.ERROR) {
                rules.put(rule, Severity.ERROR);
            }
        }
        return rules;
    }

    /**
     * Reads words of the form {@code RULE} or {@code RULE:SEVERITY}. {@code all} stands for every rule, {@code default} for
     * those that fail by default and {@code none} for nothing; later words win over earlier ones.
     *
     * @throws GateInputException for a word that is none of these
     */
    public static FailOn of(List<String> words) {
        Map<GateRule, Severity> rules = new EnumMap<>(GateRule.class);
        for (String word : words) {
            add(rules, word.strip());
        }
        return new FailOn(rules);
    }

    private static void add(Map<GateRule, Severity> rules, String word) {
        int colon = word.indexOf(':');
        String name = colon < 0 ? word : word.substring(0, colon);
        switch (name) {
            case "none" -> rules.clear();
            case "default" -> rules.putAll(DEFAULT.lowest());
            case "all" -> {
                for (GateRule rule : GateRule.values()) {
                    rules.put(rule, colon < 0 ? rule.severity() : severity(word, colon));
                }
            }
            default -> {
                GateRule rule = GateRule.find(name).orElseThrow(() -> new GateInputException(unknownRule(name)));
                rules.put(rule, colon < 0 ? rule.severity() : severity(word, colon));
            }
        }
    }

    private static Severity severity(String word, int colon) {
        String name = word.substring(colon + 1);
        for (Severity severity : Severity.values()) {
            if (severity.name().toLowerCase(Locale.ROOT).equals(name)) {
                return severity;
            }
        }
        throw new GateInputException("\"" + Escape.line(name) + "\" is no severity; use error, warning or note, as in "
                + Escape.line(word.substring(0, colon)) + ":warning");
    }

    static String unknownRule(String name) {
        return "there is no rule \"" + Escape.line(name) + "\"; the rules are " + String.join(", ", GateRule.ids())
                + " (or all, default, none)";
    }

    public boolean fails(Violation violation) {
        Severity bound = lowest.get(violation.rule());
        return bound != null && violation.severity().compareTo(bound) <= 0;
    }
}
