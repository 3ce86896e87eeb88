package io.manometer.analyzer.cli;

import io.manometer.analyzer.gate.Annotations;
import io.manometer.analyzer.gate.Baseline;
import io.manometer.analyzer.gate.FailOn;
import io.manometer.analyzer.gate.Format;
import io.manometer.analyzer.gate.GateConfig;
import io.manometer.analyzer.gate.GateRequest;
import io.manometer.analyzer.gate.GateResult;
import io.manometer.analyzer.gate.GateResult.Verdict;
import io.manometer.analyzer.gate.Rendering;
import io.manometer.analyzer.gate.SourceRoots;
import io.manometer.analyzer.model.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What commands that can fail a build have in common: what fails, what is allowed, and where the result goes. */
final class GateOptions {
    private static final String SUMMARY_VARIABLE = "GITHUB_STEP_SUMMARY";
    private static final List<String> USUAL_ROOTS =
            List.of("src/main/java", "src/main/kotlin", "src/test/java", "src/test/kotlin");

    @Option(
            names = "--fail-on",
            paramLabel = "RULE[:SEVERITY]",
            split = ",",
            description =
                    "What fails: rules at their default severity, or from error, warning or note on. Also all, default"
                            + " and none. Default: default.")
    List<String> failOn = new ArrayList<>();

    @Option(names = "--baseline", paramLabel = "FILE", description = "Findings in this file don't fail.")
    @Nullable
    Path baseline;

    @Option(
            names = "--write-baseline",
            description = "Write what is found now to the baseline (default " + Baseline.USUAL_NAME + ") and pass.")
    boolean writeBaseline;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            split = ",",
            description =
                    "text, json, sarif, junit, github or markdown; may be repeated. Where -o names a file, its suffix"
                            + " says which. Default: text.")
    List<String> formats = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to this file as well; may be repeated: .txt, .json, .sarif, .xml (JUnit), .md.")
    List<Path> outputs = new ArrayList<>();

    @Option(
            names = "--source-root",
            paramLabel = "FOLDER",
            description = "Where sources are, so that formats name files of the repository; may be repeated."
                    + " Default: src/main/java and the like, where they are.")
    List<Path> sourceRoots = new ArrayList<>();

    @Option(
            names = "--classes",
            paramLabel = "PATH",
            description = "Compiled classes or jars in which @BoundedElsewhere is looked for; may be repeated.")
    List<Path> classes = new ArrayList<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "What is allowed, and defaults for these options; default " + GateConfig.USUAL_NAME
                    + " of the current folder, if there is one.")
    @Nullable
    Path configFile;

    private GateConfig config = GateConfig.EMPTY;
    private Outputs planned = Outputs.NONE;

    /** Reads all that the user wrote before the recordings are read, which may take a while. */
    GateRequest request(List<Path> recordings) {
        config = config();
        planned = Outputs.plan(formats, outputs);
        FailOn rules = failOn.isEmpty() ? config.failOn() : FailOn.of(failOn);
        return GateRequest.of(recordings)
                .withAllowList(config.allowList().withShipped())
                .withFailOn(rules == null ? FailOn.DEFAULT : rules)
                .withBaseline(knownBaseline())
                .withAnnotations(Annotations.read(classes.isEmpty() ? config.classes() : classes));
    }

    private GateConfig config() {
        if (configFile != null) {
            return GateConfig.read(configFile);
        }
        Path usual = Path.of(GateConfig.USUAL_NAME);
        return Files.exists(usual) ? GateConfig.read(usual) : GateConfig.EMPTY;
    }

    private @Nullable Path baselineFile() {
        return baseline != null ? baseline : config.baseline();
    }

    private Baseline knownBaseline() {
        Path file = baselineFile();
        if (file == null || (writeBaseline && !Files.exists(file))) {
            return Baseline.EMPTY;
        }
        return Baseline.read(file);
    }

    private List<Path> roots() {
        if (!sourceRoots.isEmpty()) {
            return sourceRoots;
        }
        return config.sourceRoots().isEmpty()
                ? USUAL_ROOTS.stream().map(Path::of).filter(Files::isDirectory).toList()
                : config.sourceRoots();
    }

    /** Shows the result in all the forms that were asked for; the exit code. */
    int finish(Screen screen, GateResult result, String command, String operands) {
        result.problems().forEach(problem -> screen.message(Printable.line(problem.line())));
        SourceRoots sources = SourceRoots.of(roots());
        sources.missing()
                .forEach(root -> screen.message("source root " + Printable.line(root.toString())
                        + " is no folder, so no file is found in it; check --source-root"));
        Path file = baselineFile();
        Path target = file == null ? Path.of(Baseline.USUAL_NAME) : file;
        Rendering rendering = Rendering.DEFAULT
                .withSources(sources)
                .withConfig(
                        config.file() == null
                                ? GateConfig.USUAL_NAME
                                : config.file().toString())
                .withBaseline(
                        target.toString(),
                        "manometer " + command + " --write-baseline --baseline " + target + " " + operands);
        if (!writeBaseline) {
            // First, so that it is there when a file can't be written.
            planned.screen().forEach(format -> screen.result(format.render(result, rendering)));
        }
        planned.files().forEach(output -> write(output.file(), output.format().render(result, rendering)));
        if (writeBaseline) {
            return wroteBaseline(screen, result, target);
        }
        if (planned.has(Format.GITHUB)) {
            summarize(screen, Format.MARKDOWN.render(result, rendering));
        }
        return result.verdict().exitCode();
    }

    private int wroteBaseline(Screen screen, GateResult result, Path target) {
        if (result.jvms() == 0 && !result.scanned()) {
            screen.message("no baseline was written, as there is nothing to base it on");
            return result.verdict().exitCode();
        }
        String text = Baseline.text(result.outcomes());
        write(target, text);
        long entries = text.lines().filter(line -> !line.startsWith("#")).count();
        screen.result("wrote " + Printable.line(target.toString()) + ": " + entries + " known, "
                + result.stale().size() + " stale removed; use it with --baseline " + Printable.line(target.toString())
                + "\n");
        boolean incomplete =
                result.problems().stream().anyMatch(problem -> problem.severity() != Problem.Severity.NOTE);
        return incomplete ? Verdict.INCOMPLETE.exitCode() : Verdict.CLEAN.exitCode();
    }

    /** The file is GitHub's, and steps before this one may have written to it. */
    private static void summarize(Screen screen, String markdown) {
        String file = screen.environment().getOrDefault(SUMMARY_VARIABLE, "");
        if (file.isEmpty()) {
            return;
        }
        try {
            Files.writeString(
                    Path.of(file),
                    markdown,
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException | InvalidPathException e) {
            screen.message("the job summary could not be written to $" + SUMMARY_VARIABLE + " ("
                    + Printable.line(e.toString()) + ")");
        }
    }

    private static void write(Path file, String text) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.OUTPUT_FAILED,
                    Printable.line(file + " can't be written (" + e.getClass().getSimpleName() + ")")
                            + "; name another file");
        }
    }
}
