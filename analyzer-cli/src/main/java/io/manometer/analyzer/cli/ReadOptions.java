package io.manometer.analyzer.cli;

import io.manometer.analyzer.judge.Judge;
import io.manometer.analyzer.judge.Profile;
import io.manometer.analyzer.model.JvmReport;
import io.manometer.analyzer.model.Problem;
import io.manometer.analyzer.model.Report;
import io.manometer.analyzer.read.Progress;
import io.manometer.analyzer.read.Recorded;
import io.manometer.analyzer.read.Recordings;
import io.manometer.analyzer.read.TimeRange;
import io.manometer.analyzer.report.JsonReport;
import io.manometer.analyzer.report.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What all commands that read recordings have in common: input, output, and how both may fail. */
final class ReadOptions {
    enum Format {
        text,
        json
    }

    enum ProfileName {
        DEFAULT(Profile.TARGET),
        INTERACTIVE(Profile.INTERACTIVE),
        BATCH(Profile.BATCH);

        private final Profile profile;

        ProfileName(Profile profile) {
            this.profile = profile;
        }

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Parameters(
            arity = "1..*",
            paramLabel = "RECORDING",
            description = "Recordings, or folders of them (such as the JFR repository that a killed JVM leaves).")
    List<Path> recordings = List.of();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    Format format = Format.text;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write the result to this file instead of the standard output.")
    @Nullable
    Path output;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "Judge only what comes after: 03:12:40, 2026-03-01T03:12:40Z, +30s (from the start) or -2m (from"
                            + " the end).")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Judge only what comes before; as --from.")
    @Nullable
    String to;

    @Option(
            names = "--profile",
            description = "How much waiting is acceptable: ${COMPLETION-CANDIDATES} (100 ms, 20 ms, 5 s); default"
                    + " ${DEFAULT-VALUE}.")
    ProfileName profile = ProfileName.DEFAULT;

    /** Reads, judges, shows; the text is made by the given function. */
    int run(Screen screen, BiFunction<Report, Terminal, String> text) {
        TimeRange range = range();
        Recorded recorded = read(screen, range);
        Report report = judge(recorded);
        report.problems().forEach(problem -> screen.message(Printable.line(problem.line())));
        if (!range.isAll() && holdsNothing(report)) {
            return ExitCode.USAGE;
        }
        if (!report.jvms().isEmpty() || format == Format.json) {
            show(screen, report, text);
        }
        return exitCode(report);
    }

    /** Whether all that was recorded lies outside the range, which a problem says of each JVM. */
    private static boolean holdsNothing(Report report) {
        return !report.jvms().isEmpty()
                && report.jvms().stream().allMatch(jvm -> jvm.jvm().windows() == 0);
    }

    private TimeRange range() {
        try {
            return new TimeRange(from, to);
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private Recorded read(Screen screen, TimeRange range) {
        if (!screen.interactive()) {
            return Recordings.read(recordings, range, Progress.SILENT);
        }
        try (ProgressLine progress = new ProgressLine(screen.err())) {
            return Recordings.read(recordings, range, progress);
        }
    }

    private Report judge(Recorded recorded) {
        List<JvmReport> jvms = recorded.jvms().stream()
                .map(jvm -> new JvmReport(
                        jvm.jvm(),
                        Judge.judge(jvm.histories(), jvm.edges(), jvm.context(), profile.profile),
                        jvm.stacks()))
                .toList();
        return new Report(recordings.stream().map(Path::toString).toList(), jvms, recorded.problems());
    }

    private void show(Screen screen, Report report, BiFunction<Report, Terminal, String> text) {
        if (output == null) {
            screen.result(format == Format.json ? JsonReport.of(report) : text.apply(report, screen.terminal()));
            return;
        }
        String result = format == Format.json ? JsonReport.of(report) : text.apply(report, new Terminal(false, true));
        try {
            Files.writeString(output, result, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.OUTPUT_FAILED,
                    output + " can't be written (" + reason(e) + "); name another file with -o");
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "")
                + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }

    private static int exitCode(Report report) {
        if (report.problems().stream().anyMatch(problem -> problem.severity() != Problem.Severity.NOTE)) {
            return ExitCode.INCOMPLETE;
        }
        return report.jvms().isEmpty() ? ExitCode.NOTHING_FOUND : ExitCode.ANALYZED;
    }
}
