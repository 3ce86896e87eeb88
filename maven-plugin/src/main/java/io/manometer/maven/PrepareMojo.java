package io.manometer.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Puts the agent into the JVM arguments of a run of tests. */
abstract class PrepareMojo extends ModuleMojo {
    private static final String AGENT = "io.manometer:agent";

    @Parameter(defaultValue = "${plugin.artifactMap}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    Map<String, Artifact> pluginArtifacts;

    /** The property that gets the agent's argument, before whatever it holds already. */
    @Parameter(property = "manometer.propertyName", defaultValue = "argLine")
    @SuppressWarnings("NullAway.Init")
    String propertyName;

    /** Further options of the agent, such as {@code period=250ms,exclude=com.acme.testing.*}. */
    @Parameter(property = "manometer.agentOptions")
    @Nullable
    String agentOptions;

    abstract TestRun run();

    @Override
    public void execute() throws MojoExecutionException {
        if (skip) {
            // Empty rather than undefined, so that @{argLine} still means something.
            setProperty(currentValue() == null ? "" : currentValue());
            remember(run(), new Prepared(propertyName, null));
            getLog().info("Manometer is skipped: the tests run without the agent.");
            return;
        }
        Prepared before = prepared(run());
        AgentArgument agent =
                AgentArgument.of(agentJar(), recordingsOf(run()), agentOptions == null ? "" : agentOptions);
        if (before == null) {
            clean(recordingsOf(run()).toPath());
        }
        setProperty(agent.before(currentValue()));
        remember(run(), new Prepared(propertyName, agent));
        getLog().info(propertyName + " set to " + currentValue());
    }

    private File agentJar() throws MojoExecutionException {
        Artifact agent = pluginArtifacts.get(AGENT);
        if (agent == null || agent.getFile() == null) {
            throw new MojoExecutionException("The agent, " + AGENT + ", is not among the plugin's dependencies;"
                    + " don't exclude it in this plugin's <dependencies>");
        }
        return agent.getFile();
    }

    private @Nullable String currentValue() {
        return project.getProperties().getProperty(propertyName);
    }

    private void setProperty(@Nullable String value) {
        project.getProperties().setProperty(propertyName, value == null ? "" : value);
    }

    /** Once a build: what an earlier build has left is not this one's evidence. */
    private static void clean(Path folder) throws MojoExecutionException {
        try {
            Files.createDirectories(folder);
            List<Path> old;
            try (Stream<Path> files = Files.list(folder)) {
                old = files.filter(file -> file.toString().endsWith(".jfr")).toList();
            }
            for (Path file : old) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new MojoExecutionException(
                    "The folder for recordings, " + folder + ", can't be made empty: " + e + "; see who holds it", e);
        }
    }
}
