package io.manometer.analyzer.cli;

import io.manometer.analyzer.gate.GateInputException;
import io.manometer.analyzer.gate.GateRequest;
import io.manometer.analyzer.gate.GateResult;
import io.manometer.analyzer.scan.Scan;
import io.manometer.analyzer.scan.ScanGate;
import io.manometer.analyzer.scan.ScanResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "scan",
        description = "Fails when compiled code makes an unbounded queue that nobody has allowed; runs nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Exit codes: 0 clean, 1 findings, 2 usage (manometer.toml and baseline included), 3 an input was",
            "unreadable or broken, 4 no class in it.",
            "",
            "Rules: unbounded-queue, effectively-unbounded-queue, unbounded-threads, unreachable-max-pool."
        })
final class ScanCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "Folders of classes, jars, wars, ears (with what they contain), or a class path.")
    List<Path> paths = List.of();

    @Option(
            names = "--recording",
            paramLabel = "FILE",
            description =
                    "Recordings of the same code: what was seen to run is the truth of its line; may be repeated.")
    List<Path> recordings = new ArrayList<>();

    @Option(
            names = "--not-known",
            description = "List all buffers whose limit the code does not tell, not the first ten.")
    boolean allNotKnown;

    @Mixin
    private final GateOptions gate = new GateOptions();

    private final Screen screen;

    ScanCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        try {
            return scan();
        } catch (GateInputException e) {
            throw new Failure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private int scan() {
        GateRequest request = gate.request(recordings);
        ScanResult scan = Scan.of(paths);
        if (scan.classes() == 0) {
            scan.problems().forEach(problem -> screen.message(Printable.line(problem.line())));
            boolean broken = !scan.problems().isEmpty();
            screen.message(
                    broken
                            ? "nothing could be scanned"
                            : "no class in there; pass what the compiler wrote, as target/classes or a jar");
            return broken ? ExitCode.INCOMPLETE : ExitCode.NOTHING_FOUND;
        }
        GateResult result = ScanGate.check(
                scan, request, allNotKnown ? Integer.MAX_VALUE : ScanGate.FEW, "--not-known lists them all");
        return gate.finish(screen, result, "scan", "PATH...");
    }
}
