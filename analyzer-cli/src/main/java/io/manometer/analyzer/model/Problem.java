package io.manometer.analyzer.model;

/**
 * Something that kept a recording from being read as a whole.
 *
 * @param source the file or JVM it is about
 * @param cause what is wrong, in one clause
 * @param remedy what to do about it, in one clause
 * @param severity whether data is missing for it
 */
public record Problem(String source, String cause, String remedy, Severity severity) {
    /** What a problem means for the answer. */
    public enum Severity {
        /** Nothing of the input could be read. */
        UNREADABLE,
        /** A part of the input is missing. */
        INCOMPLETE,
        /** All was read; the reader should know nevertheless. */
        NOTE
    }

    /** One line, as shown to a person. */
    public String line() {
        return source + ": " + cause + "; " + remedy;
    }
}
