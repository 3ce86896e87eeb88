package io.manometer.analyzer.gate;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code manometer.toml} says. Paths in it are relative to its own folder.
 *
 * @param failOn null when it doesn't say
 * @param baseline null when it doesn't say
 * @param allowList the project's own entries; see {@link AllowList#withShipped}
 * @param file where it was read from; null for none
 */
public record GateConfig(
        @Nullable FailOn failOn,
        @Nullable Path baseline,
        List<Path> sourceRoots,
        List<Path> classes,
        AllowList allowList,
        @Nullable Path file) {
    public static final GateConfig EMPTY = new GateConfig(null, null, List.of(), List.of(), AllowList.NONE, null);

    /** The name that is looked for where no other is given. */
    public static final String USUAL_NAME = "manometer.toml";

    private static final Set<String> KEYS = Set.of("fail-on", "baseline", "source-roots", "classes", "own", "allow");

    /**
     * Reads a {@code manometer.toml}.
     *
     * @throws GateInputException naming file, line and what is wrong
     */
    public static GateConfig read(Path file) {
        Toml toml = Toml.parse(Escape.line(file.toString()), text(file));
        toml.allow(KEYS);
        String baseline = toml.string("baseline");
        return new GateConfig(
                failOn(toml),
                baseline == null ? null : beside(file, baseline),
                paths(toml, "source-roots", file),
                paths(toml, "classes", file),
                allowed(toml),
                file);
    }

    /** The entry for libraries comes last, so that a reason of the project's own is the one to be shown. */
    private static AllowList allowed(Toml toml) {
        List<AllowEntry> entries = new ArrayList<>(AllowEntries.of(toml).entries());
        List<String> own = toml.strings("own");
        if (own != null) {
            if (own.isEmpty() || own.stream().anyMatch(String::isBlank)) {
                throw toml.wrong("own", "own is empty; name your packages, as in own = [\"com.acme.*\"]");
            }
            entries.add(AllowEntry.elsewhere(own, toml.place("own")));
        }
        return new AllowList(entries);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new GateInputException(Escape.line(file.toString()) + ": no such file; check the path");
        } catch (CharacterCodingException e) {
            throw new GateInputException(Escape.line(file.toString()) + ": is not UTF-8; save it as UTF-8");
        } catch (IOException e) {
            throw new GateInputException(Escape.line(file.toString()) + ": can't be read ("
                    + e.getClass().getSimpleName() + "); check that it is a file, and its permissions");
        }
    }

    private static @Nullable FailOn failOn(Toml toml) {
        List<String> words = toml.strings("fail-on");
        if (words == null) {
            return null;
        }
        try {
            return FailOn.of(words);
        } catch (GateInputException e) {
            throw toml.wrong("fail-on", String.valueOf(e.getMessage()));
        }
    }

    private static List<Path> paths(Toml toml, String key, Path file) {
        List<String> texts = toml.strings(key);
        return texts == null
                ? List.of()
                : texts.stream().map(text -> beside(file, text)).toList();
    }

    private static Path beside(Path file, String text) {
        Path folder = file.getParent();
        return folder == null ? Path.of(text) : folder.resolve(text);
    }
}
