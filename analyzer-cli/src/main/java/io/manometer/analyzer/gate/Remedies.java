package io.manometer.analyzer.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The exact lines with which a team says that it lives with a violation. */
public final class Remedies {
    private Remedies() {}

    /** An entry for {@code manometer.toml}; only the reason is left to write. Empty when there is nothing to aim at. */
    public static List<String> allow(Violation violation) {
        List<String> lines = new ArrayList<>(
                List.of("[[allow]]", "rule = " + tomlText(violation.rule().id())));
        if (violation.site().known()) {
            lines.add("site = " + tomlText(violation.site().stableMember()));
        } else if (!violation.hop().isEmpty()) {
            lines.add("hop = " + tomlText(violation.hop()));
        } else if (!violation.queueClass().isEmpty()) {
            lines.add("type = " + tomlText(violation.queueClass()));
        } else {
            return List.of();
        }
        lines.add("reason = \"...\"");
        return lines;
    }

    /** TOML has the same escapes as {@link Escape#line} writes, if the backslash is a single one. */
    private static String tomlText(String text) {
        StringBuilder escaped = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            String one = Character.toString(point);
            String line = Escape.line(one);
            if (!line.equals(one)) {
                escaped.append(point > 0xFFFF ? String.format(Locale.ROOT, "\\U%08x", point) : line);
            } else {
                escaped.append(point == '"' || point == '\\' ? "\\" + one : one);
            }
        });
        return escaped.append('"').toString();
    }

    /** The line for the baseline; empty for what no baseline may hold. */
    public static List<String> baseline(Outcome outcome) {
        return Baseline.belongs(outcome)
                ? List.of(outcome.violation().fingerprint().toString())
                : List.of();
    }
}
