package io.manometer.analyzer.cli;

/** Ends the command with one line, which holds cause and remedy, and an exit code. */
final class Failure extends RuntimeException {
    private final int exitCode;

    Failure(int exitCode, String line) {
        super(line);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }

    String line() {
        return String.valueOf(getMessage());
    }
}
