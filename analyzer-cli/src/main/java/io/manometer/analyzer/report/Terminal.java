package io.manometer.analyzer.report;

/**
 * What the reader's terminal can show.
 *
 * @param colour whether to use ANSI colours
 * @param unicode whether arrows and ellipses may be more than ASCII
 */
public record Terminal(boolean colour, boolean unicode) {
    /** For files and pipes. */
    public static final Terminal PLAIN = new Terminal(false, false);

    static final int WIDTH = 100;

    private static final String RESET = "\u001b[0m";

    enum Colour {
        RED("31"),
        YELLOW("33"),
        GREEN("32"),
        BOLD("1"),
        FAINT("2");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }

    String paint(Colour colourName, String text) {
        return colour ? "\u001b[" + colourName.code + "m" + text + RESET : text;
    }

    String arrow() {
        return unicode ? "→" : "->";
    }

    String ellipsis() {
        return unicode ? "…" : "..";
    }
}
