package io.manometer.analyzer.cli;

import io.manometer.analyzer.report.TextReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "analyze",
        description = "Says which buffers swallow pressure, how long that lasts, and what to change.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class AnalyzeCommand implements Callable<Integer> {
    @Mixin
    private final ReadOptions options = new ReadOptions();

    private final Screen screen;

    AnalyzeCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        return options.run(screen, TextReport::of);
    }
}
