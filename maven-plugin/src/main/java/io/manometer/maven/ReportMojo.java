package io.manometer.maven;

import io.manometer.analyzer.gate.Gate;
import io.manometer.analyzer.gate.GateResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Writes the reports on what the tests showed, and never fails for what stands in them. */
@Mojo(name = "report", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class ReportMojo extends GateMojo {
    @Override
    void run() throws IOException {
        List<Path> files = allRecordings();
        if (files.isEmpty()) {
            getLog().warn("There is nothing to report: no recordings in " + shortly(outputDirectory.toPath())
                    + "; run the tests with the goal prepare-agent first.");
            return;
        }
        GateResult result = Gate.check(request(files));
        result.problems().forEach(problem -> getLog().warn(problem.line()));
        getLog().info("Manometer's report on " + Findings.count(files.size(), "recording") + ": "
                + shortly(writeReports(result)));
    }
}
