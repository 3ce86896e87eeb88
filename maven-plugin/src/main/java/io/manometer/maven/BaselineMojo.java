package io.manometer.maven;

import io.manometer.analyzer.gate.Baseline;
import io.manometer.analyzer.gate.Gate;
import io.manometer.analyzer.gate.GateResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Writes down what the recordings of the last tests show, so that only what is new fails from now on. */
@Mojo(name = "baseline", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class BaselineMojo extends GateMojo {
    @Override
    void run() throws IOException, MojoFailureException {
        List<Path> files = allRecordings();
        if (files.isEmpty()) {
            getLog().info("No baseline is written: this module has no recordings in "
                    + shortly(outputDirectory.toPath()) + "; run its tests with the goal prepare-agent first.");
            return;
        }
        GateResult result = Gate.check(request(files).withBaseline(Baseline.EMPTY));
        if (result.verdict() == GateResult.Verdict.INCOMPLETE || result.verdict() == GateResult.Verdict.NO_DATA) {
            throw new MojoFailureException(
                    "No baseline is written, as the recordings could not be read: " + result.problems());
        }
        Path file = baselineFile(settings());
        Files.writeString(file, Baseline.text(result.outcomes()));
        getLog().info("The baseline is in " + shortly(file) + "; commit it.");
    }
}
