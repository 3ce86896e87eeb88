package io.manometer.analyzer.gate;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Names come from the application: none of them may steer a terminal, or break out of the format that it stands in. */
final class Escape {
    private static final String URI_SAFE = "-._~/$@!&'()*+,;=";
    private static final String MARKDOWN_SAFE = " ,;/()-$=+'\"%?";

    private Escape() {}

    /**
     * On one line, printable, and legal in XML: controls, line ends, lone surrogates and marks that change the direction of
     * writing become their code.
     */
    static String line(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (harmful(point)) {
                safe.append(String.format(Locale.ROOT, "\\u%04x", point));
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }

    private static boolean harmful(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> (point & 0xFFFE) == 0xFFFE;
        };
    }

    /** Markdown in which every sign that could be markup is a character reference, in a table or elsewhere. */
    static String markdown(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        line(text).codePoints().forEach(point -> {
            boolean plain = point > 127 || Character.isLetterOrDigit(point) || MARKDOWN_SAFE.indexOf(point) >= 0;
            boolean dotOfALink =
                    point == '.' && safe.toString().toLowerCase(Locale.ROOT).endsWith("www");
            if (plain || (point == '.' && !dotOfALink)) {
                safe.appendCodePoint(point);
            } else {
                safe.append("&#").append(point).append(';');
            }
        });
        return safe.toString();
    }

    /** The message of a workflow command. {@code ##[} starts one of the old form wherever it stands. */
    static String githubMessage(String text) {
        return line(text)
                .replace("##[", "#\\u0023[")
                .replace("%", "%25")
                .replace("\r", "%0D")
                .replace("\n", "%0A");
    }

    /** A property of a workflow command. */
    static String githubProperty(String text) {
        return githubMessage(text).replace(":", "%3A").replace(",", "%2C");
    }

    /** A path with slashes as a relative reference. */
    static String uri(String path) {
        StringBuilder uri = new StringBuilder(path.length());
        for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = each > 0 && (Character.isLetterOrDigit(each) || URI_SAFE.indexOf(each) >= 0);
            uri.append(plain ? String.valueOf((char) each) : String.format(Locale.ROOT, "%%%02X", each & 0xFF));
        }
        return uri.toString();
    }

    /** A message of SARIF, in which brackets would make links. */
    static String sarif(String text) {
        return line(text).replace("[", "\\[").replace("]", "\\]");
    }
}
