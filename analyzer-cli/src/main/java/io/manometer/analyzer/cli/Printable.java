package io.manometer.analyzer.cli;

/** Keeps what comes from outside from steering the terminal. */
final class Printable {
    private Printable() {}

    static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }
}
