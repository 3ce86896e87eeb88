package io.manometer.analyzer.gate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Entries in the order in which they are tried: the project's own, then the shipped ones. */
public record AllowList(List<AllowEntry> entries) {
    public static final AllowList NONE = new AllowList(List.of());

    private static final String SHIPPED = "allowed.toml";

    public AllowList {
        entries = List.copyOf(entries);
    }

    /** What Manometer allows everywhere: queues that are unbounded on purpose, by their maintainers' word. */
    public static AllowList shipped() {
        return Shipped.LIST;
    }

    /** Read once, when it is needed. */
    private static final class Shipped {
        static final AllowList LIST = read();

        private static AllowList read() {
            try (InputStream in = AllowList.class.getResourceAsStream(SHIPPED)) {
                String text = new String(Objects.requireNonNull(in, SHIPPED).readAllBytes(), StandardCharsets.UTF_8);
                return ShippedList.read("Manometer's " + SHIPPED, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
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
