package io.manometer.analyzer.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Entry of {@code manometer.jar}. */
@Command(
        name = "manometer",
        description = "Shows where load piles up in a JVM, and whether the pressure travels back.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = HelpCommand.class,
        footer = {
            "",
            "Exit codes: 0 analyzed or clean, 1 findings of a check, 2 usage, 3 an input was unreadable or",
            "incomplete, 4 nothing of Manometer's in it, 5 not attached, 70 internal error, 74 output could",
            "not be written."
        })
public final class Main {
    private static final Map<String, Function<Screen, Object>> COMMANDS = commands();

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack of an internal error.")
    private boolean debug;

    private Main() {}

    /** In the order of the help. */
    private static Map<String, Function<Screen, Object>> commands() {
        Map<String, Function<Screen, Object>> commands = new LinkedHashMap<>();
        commands.put("analyze", AnalyzeCommand::new);
        commands.put("inventory", InventoryCommand::new);
        commands.put("check", CheckCommand::new);
        commands.put("scan", ScanCommand::new);
        commands.put("attach", AttachCommand::new);
        return commands;
    }

    public static void main(String[] arguments) {
        System.exit(run(Screen.ofProcess(), arguments));
    }

    static int run(Screen screen, String... arguments) {
        Main main = new Main();
        CommandLine command = new CommandLine(main);
        COMMANDS.forEach((name, make) -> {
            // To look at the options of all of them would take longer than a small scan does.
            if (arguments.length == 0 || arguments[0].equals(name) || !COMMANDS.containsKey(arguments[0])) {
                command.addSubcommand(make.apply(screen));
            }
        });
        command.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100)
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        screen.terminal().colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setErr(new PrintWriter(screen.err(), true))
                .setOut(new PrintWriter(screen.out(), true, screen.charset()));
        command.setExecutionExceptionHandler((error, failed, parsed) -> main.report(screen, error));
        command.setParameterExceptionHandler((error, wrong) -> usage(screen, error));
        if (arguments.length == 0) {
            command.usage(screen.err());
            return ExitCode.USAGE;
        }
        try {
            return command.execute(arguments);
        } catch (OutOfMemoryError e) {
            screen.message("out of memory; give more with java -Xmx, or a part of the recording with --from and --to");
            return ExitCode.INTERNAL_ERROR;
        } catch (LinkageError | StackOverflowError e) {
            return main.report(screen, e);
        }
    }

    private static int usage(Screen screen, CommandLine.ParameterException error) {
        CommandLine command = error.getCommandLine();
        screen.message(Printable.line(String.valueOf(error.getMessage())) + "; see "
                + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private int report(Screen screen, Throwable error) {
        if (error instanceof NoClassDefFoundError
                && ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
            screen.message("this Java lacks the module jdk.jfr, so it can't read recordings; run manometer with a JDK");
            return ExitCode.INCOMPLETE;
        }
        if (error instanceof Failure failure) {
            screen.message(failure.line());
            return failure.exitCode();
        }
        screen.message("internal error: " + Printable.line(error.toString())
                + "; please report it with the output of the same command with --debug");
        if (debug) {
            error.printStackTrace(screen.err());
        }
        return ExitCode.INTERNAL_ERROR;
    }
}
