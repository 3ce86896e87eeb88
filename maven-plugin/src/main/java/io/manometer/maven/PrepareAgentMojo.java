package io.manometer.maven;

import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Lets the unit tests run under the agent: puts it into the property {@code argLine}, which Surefire takes up. */
@Mojo(
        name = "prepare-agent",
        defaultPhase = LifecyclePhase.INITIALIZE,
        requiresDependencyResolution = ResolutionScope.NONE,
        threadSafe = true)
public final class PrepareAgentMojo extends PrepareMojo {
    @Override
    TestRun run() {
        return TestRun.UNIT;
    }
}
