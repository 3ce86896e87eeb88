package io.manometer.analyzer.cli;

import io.manometer.analyzer.report.TextInventory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "inventory",
        description =
                "Lists every buffer: where it was created, its limit, what it does when it is full, how deep it was.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class InventoryCommand implements Callable<Integer> {
    @Mixin
    private final ReadOptions options = new ReadOptions();

    private final Screen screen;

    InventoryCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        return options.run(screen, TextInventory::of);
    }
}
