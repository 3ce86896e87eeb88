package io.manometer.analyzer.cli;

import io.manometer.analyzer.read.Progress;
import java.io.PrintStream;
import java.util.Locale;

/** One line that is overwritten, from the second second on, and gone at the end. */
final class ProgressLine implements Progress, AutoCloseable {
    private static final long FIRST_AFTER_NANOS = 1_000_000_000L;
    private static final long EVERY_NANOS = 200_000_000L;
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream err;
    private long next = System.nanoTime() + FIRST_AFTER_NANOS;
    private boolean shown;

    ProgressLine(PrintStream err) {
        this.err = err;
    }

    @Override
    public void read(long doneBytes, long totalBytes) {
        long now = System.nanoTime();
        if (now - next < 0 || totalBytes <= 0) {
            return;
        }
        next = now + EVERY_NANOS;
        shown = true;
        err.print(String.format(
                Locale.ROOT, ERASE + "reading: %d %% of %,d MB", 100 * doneBytes / totalBytes, totalBytes / 1_000_000));
        err.flush();
    }

    @Override
    public void close() {
        if (shown) {
            err.print(ERASE);
            err.flush();
        }
    }
}
