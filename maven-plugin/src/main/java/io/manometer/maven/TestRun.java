package io.manometer.maven;

import java.util.List;

/** The two runs of tests that a build has. */
enum TestRun {
    UNIT(
            "surefire",
            "org.apache.maven.plugins:maven-surefire-plugin",
            "prepare-agent",
            List.of("maven.test.skip", "skipTests", "maven.test.skip.exec"),
            List.of("test"),
            List.of("surefire.forkCount", "forkCount")),
    INTEGRATION(
            "failsafe",
            "org.apache.maven.plugins:maven-failsafe-plugin",
            "prepare-agent-integration",
            List.of("maven.test.skip", "skipTests", "skipITs", "maven.test.skip.exec"),
            List.of("it.test", "test"),
            List.of("failsafe.forkCount", "forkCount"));

    /** Both of the plugin that runs the tests and of the folder that the recordings go to. */
    final String runner;

    final String pluginKey;
    final String prepareGoal;

    /** Properties that skip the tests when they are true. */
    final List<String> skippingProperties;

    /** Properties that choose some of the tests. */
    final List<String> choosingProperties;

    final List<String> forkProperties;

    TestRun(
            String runner,
            String pluginKey,
            String prepareGoal,
            List<String> skippingProperties,
            List<String> choosingProperties,
            List<String> forkProperties) {
        this.runner = runner;
        this.pluginKey = pluginKey;
        this.prepareGoal = prepareGoal;
        this.skippingProperties = skippingProperties;
        this.choosingProperties = choosingProperties;
        this.forkProperties = forkProperties;
    }

    String plugin() {
        return pluginKey.substring(pluginKey.indexOf(':') + 1);
    }

    String reportsFolder() {
        return runner + "-reports";
    }
}
