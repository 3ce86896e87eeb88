package io.manometer.analyzer.gate;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code allowed.toml}, which has one key with one value on each line. A general parser of TOML costs each command 0.2 s of processor time to
 * load; a test holds what this one reads against what that one does.
 */
final class ShippedList {
    private static final String ENTRY = "[[allow]]";

    private ShippedList() {}

    static AllowList read(String file, String text) {
        List<AllowEntry> entries = new ArrayList<>();
        Map<String, List<String>> values = new TreeMap<>();
        int number = 0;
        int first = 0;
        for (String line : (text + '\n' + ENTRY).split("\n", -1)) {
            number++;
            int equals = line.indexOf(" = ");
            if (line.equals(ENTRY)) {
                if (!values.isEmpty()) {
                    entries.add(entry(values, file + ':' + first));
                }
                values.clear();
            } else if (equals > 0 && !line.startsWith("#")) {
                first = values.isEmpty() ? number : first;
                values.put(line.substring(0, equals), texts(line.substring(equals)));
            }
        }
        return new AllowList(entries);
    }

    private static AllowEntry entry(Map<String, List<String>> values, String origin) {
        Set<GateRule> rules = EnumSet.noneOf(GateRule.class);
        values.getOrDefault("rule", List.of())
                .forEach(name -> rules.add(GateRule.find(name).orElseThrow()));
        return new AllowEntry(
                rules,
                pattern(values.get("site")),
                pattern(values.get("type")),
                pattern(values.get("kind")),
                pattern(values.get("threads")),
                pattern(values.get("hop")),
                String.join("", values.getOrDefault("reason", List.of())),
                null,
                origin);
    }

    private static @Nullable Pattern pattern(@Nullable List<String> texts) {
        return texts == null ? null : AllowEntry.glob(texts);
    }

    /** What stands in quotes. */
    private static List<String> texts(String value) {
        String[] parts = value.split("\"", -1);
        List<String> texts = new ArrayList<>();
        for (int i = 1; i < parts.length; i += 2) {
            texts.add(parts[i]);
        }
        return texts;
    }
}
