package io.manometer.analyzer.gate;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the {@code [[allow]]} tables of a TOML file. */
final class AllowEntries {
    private static final Set<String> KEYS =
            Set.of("rule", "site", "type", "kind", "threads", "hop", "reason", "expires");

    private AllowEntries() {}

    static AllowList of(Toml file) {
        return new AllowList(
                file.tables("allow").stream().map(AllowEntries::entry).toList());
    }

    private static AllowEntry entry(Toml table) {
        table.allow(KEYS);
        String reason = table.string("reason");
        if (reason == null) {
            throw table.wrong("an entry needs a reason = \"...\" for whoever asks later why this is allowed");
        }
        AllowEntry entry = new AllowEntry(
                rules(table),
                pattern(table, "site"),
                pattern(table, "type"),
                pattern(table, "kind"),
                pattern(table, "threads"),
                pattern(table, "hop"),
                reason,
                table.date("expires"),
                table.origin());
        boolean aimed = Stream.of(entry.site(), entry.type(), entry.kind(), entry.threads(), entry.hop())
                .anyMatch(Objects::nonNull);
        if (!aimed) {
            throw table.wrong("an entry needs something to match, such as site = \"com.acme.Mailer.*\"");
        }
        return entry;
    }

    private static Set<GateRule> rules(Toml table) {
        List<String> names = table.strings("rule");
        if (names == null) {
            return Set.of();
        }
        List<GateRule> rules = new ArrayList<>();
        for (String name : names) {
            rules.add(GateRule.find(name).orElseThrow(() -> table.wrong("rule", FailOn.unknownRule(name))));
        }
        return rules.isEmpty() ? Set.of() : EnumSet.copyOf(rules);
    }

    private static @Nullable Pattern pattern(Toml table, String key) {
        List<String> texts = table.strings(key);
        if (texts == null) {
            return null;
        }
        if (texts.isEmpty() || texts.stream().anyMatch(String::isBlank)) {
            throw table.wrong(key, key + " is empty; use \"*\" for anything");
        }
        return AllowEntry.glob(texts);
    }
}
