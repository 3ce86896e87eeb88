package io.manometer.maven;

import java.io.File;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What every goal needs to know of the module that it is for. */
abstract class ModuleMojo extends AbstractMojo {
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

    /** Maven keeps one for each plugin and module, as long as the build lasts. */
    @SuppressWarnings("unchecked")
    private Map<String, Object> context() {
        return getPluginContext();
    }

    private static String key(TestRun run) {
        return Prepared.class.getName() + '.' + run.name();
    }
}
