package io.manometer.maven;

import io.manometer.analyzer.gate.Fingerprint;
import io.manometer.analyzer.gate.Gate;
import io.manometer.analyzer.gate.GateResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Fails the build when the tests created a buffer without a limit, or showed another violation of a rule. */
@Mojo(name = CheckMojo.GOAL, defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CheckMojo extends VerdictMojo {
    static final String GOAL = "check";

    /** Whether it fails the build when tests ran and nothing came from the agent, so that nothing could be checked. */
    @Parameter(property = "manometer.failIfNoData", defaultValue = "true")
    @SuppressWarnings("NullAway.Init")
    Boolean failIfNoData;

    @Override
    void run() throws IOException, MojoExecutionException, MojoFailureException {
        List<Path> files = allRecordings();
        for (TestRun run : TestRun.values()) {
            demandData(run, files.isEmpty());
        }
        if (files.isEmpty()) {
            return;
        }
        GateResult result = Gate.check(request(files));
        tell(result, files.size());
    }

    /**
     * No recording is fine when there were no tests, and only then.
     *
     * @param nothing whether there is no recording at all, be it of the other run
     */
    private void demandData(TestRun run, boolean nothing) throws IOException, MojoExecutionException {
        if (!recordingsIn(recordingsOf(run).toPath()).isEmpty()) {
            return;
        }
        TestRunState state = new TestRunState(run, project, session);
        TestEvidence evidence = state.evidence(project.getBuild());
        if (run == TestRun.INTEGRATION && prepared(run) == null) {
            if (evidence.tests() > 0) {
                getLog().warn("Integration tests ran without the goal " + run.prepareGoal
                        + ", so whether the agent watched them isn't known; add it beside "
                        + TestRun.UNIT.prepareGoal);
            }
            return;
        }
        if (evidence.tests() > 0) {
            missing(run, Findings.count(evidence.tests(), "test") + " of " + run.runner + " ran", state);
        } else if (run == TestRun.UNIT) {
            explainAbsence(run, evidence, state, nothing);
        }
    }

    private void explainAbsence(TestRun run, TestEvidence evidence, TestRunState state, boolean nothing)
            throws MojoExecutionException {
        String so = nothing ? "Nothing to check: " : "No unit tests to check: ";
        if (state.skippedBy().isPresent()) {
            getLog().info(so + "tests are skipped (" + state.skippedBy().get() + ").");
        } else if (!evidence.testClasses()) {
            getLog().info(so + "this module has no tests.");
        } else if (state.chosenBy().isPresent()) {
            getLog().warn(so + state.chosenBy().get() + " chooses no test of this module.");
        } else if (nothing) {
            missing(
                    run,
                    "There are tests in " + shortly(Path.of(project.getBuild().getTestOutputDirectory()))
                            + " and no report says that they ran",
                    state);
        }
    }

    private void missing(TestRun run, String what, TestRunState state) throws MojoExecutionException {
        String message = what + ", but nothing came from Manometer's agent, so nothing was checked.\n"
                + state.missingData(prepared(run)).explain();
        if (failIfNoData) {
            throw new MojoExecutionException(message + "\nTo let such a build pass: -Dmanometer.failIfNoData=false");
        }
        getLog().warn(message);
    }

    private void tell(GateResult result, int files) throws IOException, MojoExecutionException, MojoFailureException {
        String report = shortly(writeReports(result));
        result.notices().forEach(getLog()::warn);
        Set<Fingerprint> staleForScan = staleForScan();
        tellStale(result.stale().stream()
                .filter(line -> staleForScan == null || staleForScan.contains(line))
                .count());
        judge(result, report);
        switch (result.verdict()) {
            case FINDINGS -> {}
            case INCOMPLETE ->
                throw new MojoExecutionException("Recordings of the tests could not be read:\n" + problems(result));
            case NO_DATA ->
                throw new MojoExecutionException(
                        "The recordings of the tests hold nothing of Manometer's agent, so nothing was checked.\n"
                                + problems(result)
                                + "Cause: the agent was loaded and switched off, or ended early.\n"
                                + "Remedy: look for lines that begin with \"manometer:\" in the output of the tests.");
            case CLEAN ->
                getLog().info("Manometer found nothing that fails: "
                        + Findings.count(result.subjects().size(), "buffer") + " in "
                        + Findings.count(files, "recording") + Findings.tolerated(result) + ", report " + report);
        }
    }
}
