package io.manometer.analyzer.cli;

import io.manometer.analyzer.gate.Gate;
import io.manometer.analyzer.gate.GateInputException;
import io.manometer.analyzer.gate.GateRequest;
import io.manometer.analyzer.gate.GateResult;
import io.manometer.analyzer.read.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        description = "Fails when recordings show an unbounded queue, or another broken rule, that nobody has allowed.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Exit codes: 0 clean, 1 findings, 2 usage (manometer.toml and baseline included), 3 an input was",
            "unreadable or incomplete, 4 nothing of Manometer's in it.",
            "",
            "Rules: unbounded-queue, effectively-unbounded-queue, unbounded-threads, unreachable-max-pool,",
            "silent-drop, absorbs, absorbs-ignoring, stalled, broken-chain, event-loop-blocked, retry-storm,",
            "lost-data."
        })
final class CheckCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "RECORDING",
            description = "Recordings, or folders of them; those of several JVMs are checked together.")
    List<Path> recordings = List.of();

    @Mixin
    private final GateOptions gate = new GateOptions();

    private final Screen screen;

    CheckCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        try {
            return check();
        } catch (GateInputException e) {
            throw new Failure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private int check() {
        GateRequest request = gate.request(recordings);
        GateResult result = read(request);
        return gate.finish(screen, result, "check", "RECORDING...");
    }

    private GateResult read(GateRequest request) {
        if (!screen.interactive()) {
            return Gate.check(request, Progress.SILENT);
        }
        try (ProgressLine progress = new ProgressLine(screen.err())) {
            return Gate.check(request, progress);
        }
    }
}
