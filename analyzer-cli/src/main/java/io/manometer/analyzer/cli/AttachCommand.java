package io.manometer.analyzer.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "attach",
        description = "Loads the agent into a running JVM of the same user.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class AttachCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PID", description = "Process id, as jps shows it.")
    private long pid;

    @Parameters(
            index = "1..*",
            paramLabel = "KEY=VALUE",
            description = "Options of the agent, such as record=app.jfr; see docs/configuration.md.")
    private List<String> agentOptions = new ArrayList<>();

    @Option(
            names = "--agent",
            paramLabel = "JAR",
            description = "manometer-agent.jar; by default looked for beside manometer.jar.")
    private @Nullable Path agent;

    private final Screen screen;

    AttachCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        agentOptions.stream()
                .filter(option -> option.indexOf('=') < 1)
                .findFirst()
                .ifPresent(option -> {
                    throw new Failure(
                            ExitCode.USAGE,
                            "'" + Printable.line(option) + "' is no option: give key=value, such as record=app.jfr");
                });
        Path jar = AgentJar.find(agent);
        if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
            throw new Failure(
                    ExitCode.ATTACH_FAILED, "there is no process " + pid + "; jps -l lists the JVMs of this user");
        }
        if (ModuleLayer.boot().findModule("jdk.attach").isEmpty()) {
            throw new Failure(
                    ExitCode.ATTACH_FAILED,
                    "this Java lacks the module jdk.attach; run manometer with a JDK, or start the application with"
                            + " -javaagent:" + jar);
        }
        Attachment.load(pid, jar, String.join(",", agentOptions));
        screen.message("the agent was loaded into process " + pid + next());
        return ExitCode.ANALYZED;
    }

    /** A process that one attaches to is one that goes on, so how to get at what is recorded is the next question. */
    private String next() {
        if (hasOption("record")) {
            return "; its recording is written when the process ends, or at any time by jcmd " + pid
                    + " JFR.dump name=manometer filename=/tmp/now.jfr";
        }
        return hasOption("metrics") || hasOption("config")
                ? ""
                : "; record with jcmd " + pid + " JFR.start name=app, then jcmd " + pid
                        + " JFR.dump name=app filename=/tmp/app.jfr";
    }

    private boolean hasOption(String key) {
        return agentOptions.stream()
                .flatMap(options -> Stream.of(options.split(",")))
                .anyMatch(option -> option.strip().startsWith(key + "="));
    }
}
