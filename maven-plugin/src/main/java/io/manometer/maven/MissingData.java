package io.manometer.maven;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why tests ran and nothing came from the agent, and what to do about it.
 *
 * @param run whose recordings are missing
 * @param prepared what the prepare goal did; null when it has not run in this build
 * @param effective what the POM says to the plugin that runs the tests
 * @param written the same as a person wrote it
 * @param property value of the property that the prepare goal set, as it is now
 * @param commandLine properties that were given on the command line
 * @param environment of the build
 */
record MissingData(
        TestRun run,
        @Nullable Prepared prepared,
        RunnerConfiguration effective,
        RunnerConfiguration written,
        @Nullable String property,
        Map<String, String> commandLine,
        Map<String, String> environment) {

    /** The cause and the remedy, each a line. */
    String explain() {
        return notPrepared()
                .or(this::notForked)
                .or(this::switchedOff)
                .or(this::overwrittenInPom)
                .or(this::overwrittenOnCommandLine)
                .or(this::overwrittenLater)
                .or(this::notTakenUp)
                .orElseGet(this::leftNothing);
    }

    private Optional<String> notPrepared() {
        if (prepared == null) {
            return because(
                    "the goal " + run.prepareGoal + " has not run in this build",
                    "add <goal>" + run.prepareGoal + "</goal> to the <goals> of manometer-maven-plugin");
        }
        if (prepared.agent() == null) {
            return because(
                    "the goal " + run.prepareGoal + " is skipped and this one is not",
                    "skip both with -Dmanometer.skip, or none: remove <skip> from the execution of " + run.prepareGoal);
        }
        return Optional.empty();
    }

    private Optional<String> notForked() {
        Optional<String> forks = run.forkProperties.stream()
                .map(commandLine::get)
                .filter(value -> value != null)
                .findFirst()
                .or(() -> effective.value("forkCount"));
        boolean never = effective.value("forkMode").filter("never"::equals).isPresent();
        if (forks.filter("0"::equals).isPresent() || never) {
            return because(
                    run.plugin() + " runs the tests inside of Maven's own JVM ("
                            + (never ? "forkMode never" : "forkCount 0") + "), which has no agent",
                    "let it fork: remove that setting, or set <forkCount>1</forkCount>");
        }
        return Optional.empty();
    }

    private Optional<String> switchedOff() {
        if ("false".equals(environment.get("MANOMETER_ENABLED"))) {
            return because(
                    "the environment says MANOMETER_ENABLED=false",
                    "unset it, or skip the goals too, with -Dmanometer.skip");
        }
        return Optional.empty();
    }

    private Optional<String> overwrittenInPom() {
        String name = name();
        Optional<String> line = effective.value("argLine");
        if (line.isEmpty() || reads(line.get(), name)) {
            return Optional.empty();
        }
        String early = "${" + name + "}";
        Optional<String> asWritten = written.value("argLine").filter(text -> text.contains(early));
        if (asWritten.isPresent()) {
            return because(
                    "<argLine>" + asWritten.get() + "</argLine> of " + run.plugin() + " reads " + name + " before "
                            + run.prepareGoal + " has set it",
                    "write @ for $, so that it is read late: <argLine>"
                            + asWritten.get().replace(early, late(name)) + "</argLine>");
        }
        return because(
                "<argLine>" + line.get() + "</argLine> of " + run.plugin() + " replaces what " + run.prepareGoal
                        + " has set",
                "write <argLine>" + late(name) + " " + line.get() + "</argLine>");
    }

    private Optional<String> overwrittenOnCommandLine() {
        String given = commandLine.get(name());
        if (given == null) {
            return Optional.empty();
        }
        return because(
                "-D" + name() + "=" + given + " on the command line replaces what " + run.prepareGoal + " has set",
                "leave it out, or write its value into the POM: <argLine>" + late(name()) + " " + given
                        + "</argLine> in" + " the <configuration> of " + run.plugin());
    }

    private Optional<String> overwrittenLater() {
        if (prepared == null || prepared.agent() == null || prepared.agent().isIn(property)) {
            return Optional.empty();
        }
        return because(
                "the property " + name() + " was set anew after " + run.prepareGoal + " had set it; it is now \""
                        + property + "\"",
                "let the other plugin keep what the property holds, or give each a property of its own:"
                        + " <propertyName>manometerArgLine</propertyName> here, and <argLine>@{argLine}"
                        + " @{manometerArgLine}</argLine> in the <configuration> of " + run.plugin());
    }

    private Optional<String> notTakenUp() {
        if (effective.value("argLine").isPresent() || name().equals("argLine")) {
            return Optional.empty();
        }
        return because(
                run.plugin() + " doesn't read the property " + name() + ", which " + run.prepareGoal + " sets",
                "write <argLine>" + late(name()) + "</argLine> into the <configuration> of " + run.plugin());
    }

    private String leftNothing() {
        return because(
                        "the test JVM was to load the agent and left no recording",
                        "look for lines that begin with \"manometer:\" in the output of the tests; a JVM that was killed,"
                                + " ended by Runtime.halt, or has no module jdk.jfr leaves none")
                .orElseThrow();
    }

    /** Maven itself puts in ${name} where the POM doesn't define it, and that is late enough. */
    private static boolean reads(String line, String name) {
        return line.contains(late(name)) || line.contains("${" + name + "}");
    }

    private static String late(String name) {
        return "@{" + name + "}";
    }

    private String name() {
        return prepared == null ? "argLine" : prepared.property();
    }

    private static Optional<String> because(String cause, String remedy) {
        return Optional.of("Cause: " + cause + ".\nRemedy: " + remedy + ".");
    }
}
