package io.manometer.analyzer.gate;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code manometer.toml} says. Paths are relative to the folder of that file.
 *
 * @param failOn null when it doesn't say
 * @param baseline null when it doesn't say
 * @param allowList the project's own entries; see {@link AllowList#withShipped}
 */
public record GateConfig(
        @Nullable FailOn failOn,
        @Nullable Path baseline,
        List<Path> sourceRoots,
        List<Path> classes,
        AllowList allowList,
        @Nullable Path file) {
    public static final GateConfig EMPTY = new GateConfig(null, null, List.of(), List.of(), AllowList.NONE, null);

    /**
     * Reads a {@code manometer.toml}.
     *
     * @throws GateInputException naming file, line and what is wrong
     */
    public static GateConfig read(Path file) {
        return EMPTY;
    }
}
