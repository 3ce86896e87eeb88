package io.manometer.maven;

import io.manometer.analyzer.gate.GateResult;
import io.manometer.analyzer.scan.Scan;
import io.manometer.analyzer.scan.ScanGate;
import io.manometer.analyzer.scan.ScanResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Fails the build when the compiled classes of this module make a buffer without a limit. Runs nothing and needs no agent. */
@Mojo(name = "scan", defaultPhase = LifecyclePhase.PROCESS_CLASSES, threadSafe = true)
public final class ScanMojo extends VerdictMojo {
    static final String GOAL = "scan";

    private static final String HOW_TO_LIST_ALL = "manometer scan --not-known lists them all";

    @Override
    void run() throws IOException, MojoExecutionException, MojoFailureException {
        ScanResult scan = Scan.of(classesToScan());
        if (scan.classes() == 0 && scan.problems().isEmpty()) {
            getLog().info("Nothing to scan: this module has no classes.");
            return;
        }
        // Those that are there before any test of this build has run.
        List<Path> recorded = namedRecordings().stream().filter(Files::exists).toList();
        GateResult result = ScanGate.check(scan, request(recorded), ScanGate.FEW, HOW_TO_LIST_ALL);
        String report = shortly(writeReports(result, GOAL));
        result.notices().forEach(getLog()::info);
        rememberStale(result.stale());
        if (!hasGoal(CheckMojo.GOAL)) {
            tellStale(result.stale().size());
        }
        judge(result, report);
        if (result.verdict() == GateResult.Verdict.INCOMPLETE) {
            throw new MojoExecutionException("Not all could be scanned:\n" + problems(result));
        }
        if (result.verdict() == GateResult.Verdict.CLEAN) {
            getLog().info("Manometer's scan found nothing that fails" + Findings.tolerated(result) + ", report "
                    + report);
        }
    }

    /** A baseline is written when tests have run; a build that stops before them would never come that far. */
    @Override
    String baselineCommand() {
        return "mvn verify -Dmanometer.haltOnFailure=false " + goal("baseline").substring("mvn ".length());
    }
}
