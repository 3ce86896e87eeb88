package io.manometer.maven;

import io.manometer.analyzer.gate.Baseline;
import io.manometer.analyzer.gate.Gate;
import io.manometer.analyzer.gate.GateResult;
import io.manometer.analyzer.gate.Outcome;
import io.manometer.analyzer.scan.Scan;
import io.manometer.analyzer.scan.ScanGate;
import io.manometer.analyzer.scan.ScanResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Writes down what the recordings of the last tests show, and the scan where the module has that goal, so that only what is new
 * fails from now on.
 */
@Mojo(name = "baseline", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class BaselineMojo extends GateMojo {
    @Override
    void run() throws IOException, MojoFailureException {
        List<Outcome> outcomes = new ArrayList<>();
        List<Path> files = allRecordings();
        if (!files.isEmpty()) {
            outcomes.addAll(whole(Gate.check(request(files).withBaseline(Baseline.EMPTY))));
        }
        boolean scans = hasGoal(ScanMojo.GOAL) && !classesToScan().isEmpty();
        if (scans) {
            // By itself, as the goal scan sees it: before there are recordings.
            ScanResult scan = Scan.of(classesToScan());
            outcomes.addAll(whole(ScanGate.check(scan, request(List.of()).withBaseline(Baseline.EMPTY), 0, "")));
        }
        if (files.isEmpty() && !scans) {
            getLog().info("No baseline is written: this module has no recordings in "
                    + shortly(outputDirectory.toPath()) + "; run its tests with the goal prepare-agent first.");
            return;
        }
        Path file = baselineFile(settings());
        Files.writeString(file, Baseline.text(outcomes));
        getLog().info("The baseline is in " + shortly(file) + "; commit it.");
    }

    private static List<Outcome> whole(GateResult result) throws MojoFailureException {
        if (result.verdict() == GateResult.Verdict.INCOMPLETE || result.verdict() == GateResult.Verdict.NO_DATA) {
            throw new MojoFailureException("No baseline is written, as not all could be read: " + result.problems());
        }
        return result.outcomes();
    }
}
