package io.manometer.analyzer.gate;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * What formats need besides the result.
 *
 * @param config where to add what is allowed, as a person would name it
 * @param baseline where known violations are or would be, as a person would name it
 * @param writeBaseline what a person runs to write a baseline
 * @param report a file with more, named at the end of the text; empty for none
 * @param version of Manometer
 */
public record Rendering(
        SourceRoots sources, String config, String baseline, String writeBaseline, String report, String version) {
    public static final Rendering DEFAULT = new Rendering(
            SourceRoots.NONE,
            GateConfig.USUAL_NAME,
            Baseline.USUAL_NAME,
            "the same command with --write-baseline",
            "",
            ownVersion());

    public Rendering withSources(SourceRoots roots) {
        return new Rendering(roots, config, baseline, writeBaseline, report, version);
    }

    public Rendering withConfig(String file) {
        return new Rendering(sources, file, baseline, writeBaseline, report, version);
    }

    public Rendering withBaseline(String file, String howToWrite) {
        return new Rendering(sources, config, file, howToWrite, report, version);
    }

    public Rendering withReport(String file) {
        return new Rendering(sources, config, baseline, writeBaseline, file, version);
    }

    private static String ownVersion() {
        Properties properties = new Properties();
        try (InputStream in = Rendering.class.getResourceAsStream("/io/manometer/analyzer/cli/version.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            return "unknown";
        }
        return properties.getProperty("version", "unknown");
    }
}
