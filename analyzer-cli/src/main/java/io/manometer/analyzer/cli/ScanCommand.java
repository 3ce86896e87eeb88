package io.manometer.analyzer.cli;

import io.manometer.analyzer.gate.Gate;
import io.manometer.analyzer.gate.GateInputException;
import io.manometer.analyzer.gate.GateRequest;
import io.manometer.analyzer.gate.GateResult;
import io.manometer.analyzer.gate.Subject;
import io.manometer.analyzer.model.Problem;
import io.manometer.analyzer.scan.NotKnown;
import io.manometer.analyzer.scan.Scan;
import io.manometer.analyzer.scan.ScanResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
    private static final int SHOWN = 10;

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
        GateResult result = Gate.check(request.withScan(scan.violations())
                .withAnnotations(request.annotations().and(scan.annotations())));
        return gate.finish(screen, with(result, scan), "scan", "PATH...");
    }

    private GateResult with(GateResult result, ScanResult scan) {
        List<Problem> problems = new ArrayList<>(result.problems());
        problems.addAll(scan.problems());
        List<String> notices = new ArrayList<>(result.notices());
        notices.addAll(notKnown(result, scan));
        notices.add(scanned(scan));
        return new GateResult(
                result.outcomes(),
                result.subjects(),
                result.stale(),
                notices,
                problems,
                result.jvms(),
                result.scanned());
    }

    /** What a recording shows is known, whatever it shows. */
    private List<String> notKnown(GateResult result, ScanResult scan) {
        Set<String> recorded = result.subjects().stream()
                .map(Subject::site)
                .map(Object::toString)
                .collect(Collectors.toSet());
        Set<String> seen = new HashSet<>();
        List<String> lines = scan.notKnown().stream()
                .filter(each -> !recorded.contains(each.site().toString()))
                .map(ScanCommand::line)
                .filter(seen::add)
                .toList();
        List<String> shown = new ArrayList<>(allNotKnown ? lines : lines.subList(0, Math.min(SHOWN, lines.size())));
        if (shown.size() < lines.size()) {
            shown.add("not known of " + (lines.size() - shown.size()) + " more; --not-known lists them all");
        }
        return shown;
    }

    private static String line(NotKnown notKnown) {
        return "not known: " + notKnown.site() + ": " + notKnown.message();
    }

    private static String scanned(ScanResult scan) {
        String archives = scan.archives() == 0
                ? ""
                : " in " + scan.archives() + (scan.archives() == 1 ? " archive" : " archives");
        String leftOut = scan.leftOut().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return "scanned " + scan.classes() + (scan.classes() == 1 ? " class" : " classes") + archives
                + (leftOut.isEmpty() ? "" : "; left out " + leftOut);
    }
}
