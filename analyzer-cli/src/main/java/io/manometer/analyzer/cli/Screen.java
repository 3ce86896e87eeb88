package io.manometer.analyzer.cli;

import io.manometer.analyzer.report.Terminal;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where results and messages go: results to {@code out}, all else to {@code err}.
 *
 * @param interactive whether a person sees it as it comes
 */
record Screen(
        OutputStream out, PrintStream err, Charset charset, boolean interactive, Map<String, String> environment) {
    static Screen ofProcess() {
        // Not System.out: a PrintStream hides that the reader has gone.
        return new Screen(
                new FileOutputStream(FileDescriptor.out),
                System.err,
                charset(System.getProperty("stdout.encoding"), System.getProperty("sun.stdout.encoding")),
                isTerminal(),
                System.getenv());
    }

    Terminal terminal() {
        String noColour = environment.getOrDefault("NO_COLOR", "");
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean unicode = charset.newEncoder().canEncode("\u2192\u2026");
        return new Terminal(interactive && noColour.isEmpty() && !dumb, unicode);
    }

    /** A reader that has seen enough and closed the pipe is no error. */
    void result(String text) {
        try {
            out.write(text.getBytes(charset));
            out.flush();
        } catch (IOException e) {
            boolean readerLeft = String.valueOf(e.getMessage()).contains("pipe");
            if (!readerLeft) {
                throw new Failure(
                        ExitCode.OUTPUT_FAILED,
                        "the result could not be written (" + e.getMessage() + "); free some space or write elsewhere");
            }
        }
    }

    void message(String line) {
        err.println("manometer: " + line);
    }

    private static Charset charset(@Nullable String... names) {
        for (String name : names) {
            if (name != null && Charset.isSupported(name)) {
                return Charset.forName(name);
            }
        }
        String fallback = System.getProperty("native.encoding", "US-ASCII");
        return Charset.isSupported(fallback) ? Charset.forName(fallback) : Charset.defaultCharset();
    }

    /** Since JDK 22 there is a console without a terminal, too, and a method that tells. */
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
