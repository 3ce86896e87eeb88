package io.manometer.analyzer.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a result is written down. */
public enum Format {
    TEXT(".txt", ".log"),
    JSON(".json"),
    SARIF(".sarif", ".sarif.json", ".json"),
    JUNIT(".xml"),
    /** Workflow commands of GitHub Actions; the job summary is {@link #MARKDOWN}. */
    GITHUB,
    MARKDOWN(".md", ".markdown");

    private final List<String> suffixes;

    Format(String... suffixes) {
        this.suffixes = List.of(suffixes);
    }

    public String render(GateResult result, Rendering rendering) {
        return result.verdict().name();
    }

    /** As on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Format> find(String id) {
        return Arrays.stream(values()).filter(format -> format.id().equals(id)).findFirst();
    }

    /** The one that a file's name speaks of. */
    public static Optional<Format> ofFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".sarif.json")) {
            return Optional.of(SARIF);
        }
        return Arrays.stream(values())
                .filter(format -> format.suffixes.stream().anyMatch(lower::endsWith))
                .findFirst();
    }
}
