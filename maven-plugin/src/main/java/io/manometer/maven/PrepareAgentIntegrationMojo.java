package io.manometer.maven;

import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Lets the integration tests run under the agent: puts it into the property {@code argLine}, which Failsafe takes up. */
@Mojo(
        name = "prepare-agent-integration",
        defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST,
        requiresDependencyResolution = ResolutionScope.NONE,
        threadSafe = true)
public final class PrepareAgentIntegrationMojo extends PrepareMojo {
    @Override
    TestRun run() {
        return TestRun.INTEGRATION;
    }
}
