package io.manometer.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What is known of a run of tests of one module in this build. */
final class TestRunState {
    private final TestRun run;
    private final MavenProject project;
    private final MavenSession session;
    private final RunnerConfiguration effective;

    TestRunState(TestRun run, MavenProject project, MavenSession session) {
        this.run = run;
        this.project = project;
        this.session = session;
        this.effective = RunnerConfiguration.effective(project.getModel(), run);
    }

    TestEvidence evidence(Build build) {
        Path reports = effective
                .value("reportsDirectory")
                .map(File::new)
                .map(file -> file.isAbsolute() ? file : new File(project.getBasedir(), file.getPath()))
                .orElseGet(() -> new File(build.getDirectory(), run.reportsFolder()))
                .toPath();
        return TestEvidence.of(
                reports,
                Path.of(build.getTestOutputDirectory()),
                session.getRequest().getStartTime().toInstant());
    }

    /** What skips the tests, as a person would have written it. */
    Optional<String> skippedBy() {
        Optional<String> property = run.skippingProperties.stream()
                .filter(name -> isTrue(property(name)))
                .map(name -> "-D" + name)
                .findFirst();
        return property.or(() -> Stream.of("skip", "skipTests", "skipITs", "skipExec")
                .filter(effective::isTrue)
                .map(name -> "<" + name + ">true</" + name + "> of " + run.plugin())
                .findFirst());
    }

    /** What chooses some of the tests. */
    Optional<String> chosenBy() {
        return Stream.concat(run.choosingProperties.stream(), Stream.of("groups", "excludedGroups"))
                .filter(name -> property(name) != null)
                .map(name -> "-D" + name + "=" + property(name))
                .findFirst()
                .or(() -> Stream.of("groups", "excludedGroups", "test", "includes", "excludes")
                        .filter(name -> effective.has(name))
                        .map(name -> "<" + name + "> of " + run.plugin())
                        .findFirst());
    }

    MissingData missingData(@Nullable Prepared prepared) {
        Map<String, String> commandLine = new HashMap<>();
        session.getUserProperties().forEach((name, value) -> commandLine.put(name.toString(), value.toString()));
        String property = prepared == null ? "argLine" : prepared.property();
        return new MissingData(
                run,
                prepared,
                effective,
                RunnerConfiguration.written(project.getOriginalModel(), run),
                project.getProperties().getProperty(property),
                commandLine,
                System.getenv());
    }

    private @Nullable String property(String name) {
        String given = session.getUserProperties().getProperty(name);
        return given != null ? given : project.getProperties().getProperty(name);
    }

    /** {@code -DskipTests} without a value means true. */
    private static boolean isTrue(@Nullable String value) {
        return value != null && (value.isEmpty() || value.equals("true"));
    }
}
