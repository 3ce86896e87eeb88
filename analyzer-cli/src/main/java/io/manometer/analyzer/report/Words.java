package io.manometer.analyzer.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How numbers, times and names are written for a person. */
final class Words {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);
    /** A space that does not group the digits of a number, nor stand between a number and its sign. */
    private static final Pattern BREAK = Pattern.compile(" (?!(?<=\\d )\\d{3}(?!\\d))(?!%)");

    private static final double MINUTE = 60;
    private static final double HOUR = 3_600;
    private static final double DAY = 86_400;

    private Words() {}

    static String count(double value) {
        double size = Math.abs(value);
        if (size >= 1e15) {
            return String.format(Locale.ROOT, "%.1e", value);
        }
        boolean fraction = size > 0 && size < 10 && value != Math.rint(value);
        return String.format(Locale.ROOT, fraction ? "%.1f" : "%,.0f", value).replace(',', ' ');
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    static String duration(double seconds) {
        if (Double.isNaN(seconds) || seconds < 0) {
            return "-";
        }
        if (Double.isInfinite(seconds) || seconds > 365 * DAY) {
            return "for ever";
        }
        if (seconds == 0) {
            return "0 s";
        }
        if (seconds < 0.001) {
            return "<1 ms";
        }
        if (seconds < 1) {
            return String.format(Locale.ROOT, "%.0f ms", 1_000 * seconds);
        }
        if (seconds < 2 * MINUTE) {
            return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
        }
        if (seconds < 2 * HOUR) {
            return String.format(Locale.ROOT, "%.0f min", seconds / MINUTE);
        }
        return seconds < 2 * DAY
                ? String.format(Locale.ROOT, "%.1f h", seconds / HOUR)
                : String.format(Locale.ROOT, "%.1f days", seconds / DAY);
    }

    static String clock(long millis) {
        return CLOCK.format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
    }

    static String date(long millis) {
        return DATE.format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
    }

    /**
     * Names come from the application, so they must not steer the terminal: controls, and the marks that change the
     * direction of writing, are shown as their code.
     */
    static String safe(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            int type = Character.getType(point);
            boolean harmful = type == Character.CONTROL
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR;
            if (harmful) {
                safe.append(String.format(Locale.ROOT, "\\u%04x", point));
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }

    /** Shortened in the middle: packages matter least, and both ends of a name tell it from others. */
    static String fit(String text, int width, String ellipsis) {
        if (text.length() <= width) {
            return text;
        }
        int kept = Math.max(2, width - ellipsis.length());
        int head = kept / 3;
        return text.substring(0, head) + ellipsis + text.substring(text.length() - (kept - head));
    }

    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    /** Lines of at most that width, broken at spaces, or anywhere in a word that is longer. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String whole : BREAK.split(text)) {
            String word = whole;
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (word.length() > width) {
                lines.add(word.substring(0, width));
                word = word.substring(width);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
