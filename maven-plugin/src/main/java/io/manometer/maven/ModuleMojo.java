package io.manometer.maven;

import io.manometer.analyzer.gate.Fingerprint;
import java.io.File;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What every goal needs to know of the module that it is for. */
abstract class ModuleMojo extends AbstractMojo {
    private static final String PLUGIN = "io.manometer:manometer-maven-plugin";
    private static final String STALE = ModuleMojo.class.getName() + ".stale";

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    MavenSession session;

    /** Where recordings and reports go. */
    @Parameter(property = "manometer.outputDirectory", defaultValue = "${project.build.directory}/manometer")
    @SuppressWarnings("NullAway.Init")
    File outputDirectory;

    /** Skips this goal. With {@code -Dmanometer.skip} all of them. */
    @Parameter(property = "manometer.skip", defaultValue = "false")
    @SuppressWarnings("NullAway.Init")
    Boolean skip;

    File recordingsOf(TestRun run) {
        return new File(outputDirectory, run.runner);
    }

    /** What a prepare goal left for this module, since this build began; null when it has not run. */
    @Nullable
    Prepared prepared(TestRun run) {
        return (Prepared) context().get(key(run));
    }

    void remember(TestRun run, Prepared prepared) {
        context().put(key(run), prepared);
    }

    /** Lines of the baseline that the scan of this build didn't find; null when it has not run. */
    @Nullable
    @SuppressWarnings("unchecked")
    Set<Fingerprint> staleForScan() {
        return (Set<Fingerprint>) context().get(STALE);
    }

    void rememberStale(Collection<Fingerprint> stale) {
        context().put(STALE, Set.copyOf(stale));
    }

    /** Whether the POM has this goal of this plugin run for the module. */
    boolean hasGoal(String goal) {
        Plugin plugin = project.getPlugin(PLUGIN);
        return plugin != null
                && plugin.getExecutions().stream()
                        .anyMatch(execution -> execution.getGoals().contains(goal));
    }

    /** Maven keeps one for each plugin and module, as long as the build lasts. */
    @SuppressWarnings("unchecked")
    private Map<String, Object> context() {
        return getPluginContext();
    }

    private static String key(TestRun run) {
        return Prepared.class.getName() + '.' + run.name();
    }
}
