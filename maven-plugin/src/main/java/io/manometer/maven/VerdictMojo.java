package io.manometer.maven;

import io.manometer.analyzer.gate.GateResult;
import io.manometer.analyzer.model.Problem;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals that can fail a build for violations have in common. */
abstract class VerdictMojo extends GateMojo {
    /** Whether violations fail the build. Where not, they are said and reported all the same. */
    @Parameter(property = "manometer.haltOnFailure", defaultValue = "true")
    @SuppressWarnings("NullAway.Init")
    Boolean haltOnFailure;

    /** Says what doesn't fail, then fails for what does. */
    void judge(GateResult result, String report) throws MojoFailureException {
        result.warnings().forEach(outcome -> getLog().warn(Findings.line(outcome)));
        if (result.failing().isEmpty()) {
            return;
        }
        String summary = Findings.summary(result, report, shortly(configFile(settings())), baselineCommand());
        if (haltOnFailure) {
            throw new MojoFailureException(summary);
        }
        summary.lines().forEach(getLog()::error);
        getLog().warn("The build goes on, as manometer.haltOnFailure is false.");
    }

    void tellStale(long lines) {
        if (lines > 0) {
            getLog().warn(Findings.count(lines, "line") + " of " + shortly(baselineFile(settings()))
                    + " match nothing any more; bring it up to date: " + baselineCommand());
        }
    }

    static String problems(GateResult result) {
        return result.problems().stream()
                .map(Problem::line)
                .map(line -> "  " + line + "\n")
                .collect(Collectors.joining());
    }
}
