package io.manometer.analyzer.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/** How a result is written down. */
@SuppressWarnings("ImmutableEnumChecker") // a function and a list that nobody changes
public enum Format {
    TEXT(TextFormat::of, ".txt", ".log"),
    JSON(JsonFormat::of, ".json"),
    SARIF(SarifFormat::of, ".sarif", ".sarif.json", ".json"),
    JUNIT(JUnitFormat::of, ".xml"),
    /** Workflow commands of GitHub Actions; its job summary is {@link #MARKDOWN}. */
    GITHUB(GithubFormat::of, ".txt", ".log"),
    MARKDOWN(MarkdownFormat::of, ".md", ".markdown");

    private final BiFunction<GateResult, Rendering, String> writer;
    private final List<String> suffixes;

    Format(BiFunction<GateResult, Rendering, String> writer, String... suffixes) {
        this.writer = writer;
        this.suffixes = List.of(suffixes);
    }

    /** The whole text, with a line end at its end. */
    public String render(GateResult result, Rendering rendering) {
        return writer.apply(result, rendering);
    }

    /** As on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Format> find(String id) {
        return Arrays.stream(values()).filter(format -> format.id().equals(id)).findFirst();
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(Format::id).toList();
    }

    /** The one that a file's name speaks of. */
    public static Optional<Format> ofFile(String name) {
        return candidates(name).stream().findFirst();
    }

    /** Those that a file of that name could be of, the likeliest first; none when the name says nothing. */
    public static List<Format> candidates(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".sarif.json")) {
            return List.of(SARIF);
        }
        return Arrays.stream(values())
                .filter(format -> format.suffixes.stream().anyMatch(lower::endsWith))
                .toList();
    }
}
