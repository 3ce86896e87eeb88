package io.manometer.analyzer.gate;

/**
 * What formats need besides the result.
 *
 * @param config where to add what is allowed, as a person would name it
 * @param baseline where known violations are, as a person would name it; empty when there is none yet
 * @param writeBaseline the command or goal that writes a baseline
 * @param report a file with more, named at the end of the text; empty for none
 * @param version of Manometer
 */
public record Rendering(
        SourceRoots sources, String config, String baseline, String writeBaseline, String report, String version) {
    public static final Rendering DEFAULT = new Rendering(
            SourceRoots.NONE, "manometer.toml", "", "manometer check --write-baseline ...", "", "unknown");

    public Rendering withSources(SourceRoots roots) {
        return new Rendering(roots, config, baseline, writeBaseline, report, version);
    }
}
