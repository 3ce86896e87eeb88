package io.manometer.analyzer.cli;

/** What the command ends with; stable, and listed in {@code docs/cli.md}. */
final class ExitCode {
    static final int ANALYZED = 0;
    static final int USAGE = 2;
    static final int INCOMPLETE = 3;
    static final int NOTHING_FOUND = 4;
    static final int ATTACH_FAILED = 5;
    static final int INTERNAL_ERROR = 70;
    static final int OUTPUT_FAILED = 74;

    private ExitCode() {}
}
