package io.manometer.analyzer.gate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Entries in the order in which they are tried: the project's own, then the shipped ones. */
public record AllowList(List<AllowEntry> entries) {
    public static final AllowList NONE = new AllowList(List.of());

    public AllowList {
        entries = List.copyOf(entries);
    }

    /** What Manometer allows everywhere: queues that are unbounded on purpose, by their maintainers' word. */
    public static AllowList shipped() {
        return NONE;
    }

    /** These entries, then the shipped ones. */
    public AllowList withShipped() {
        List<AllowEntry> all = new ArrayList<>(entries);
        all.addAll(shipped().entries());
        return new AllowList(all);
    }

    Optional<AllowEntry> match(Violation violation, LocalDate today) {
        return entries.stream()
                .filter(entry -> !entry.expired(today))
                .filter(entry -> entry.matches(violation))
                .findFirst();
    }
}
