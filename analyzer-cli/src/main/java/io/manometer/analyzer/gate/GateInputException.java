package io.manometer.analyzer.gate;

/** Something that the user wrote can't be understood; the message is one line with file, line, cause and remedy. */
public final class GateInputException extends RuntimeException {
    public GateInputException(String message) {
        super(message);
    }
}
