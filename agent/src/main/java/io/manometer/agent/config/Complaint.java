package io.manometer.agent.config;

import java.io.File;
import org.jspecify.annotations.Nullable;

/** The one line for each thing that can be wrong with an option: what, where, and what to write instead. */
final class Complaint {
    private Complaint() {}

    static BadOption unknownKey(String spelling, String origin) {
        Key nearest = nearestKey(spelling);
        String remedy = nearest == null ? "the keys are " + spellings() : "did you mean \"" + nearest.spelling + "\"?";
        return bad("unknown option \"" + spelling + "\" in " + origin + "; " + remedy);
    }

    static BadOption badValue(Key key, String value, String origin) {
        return bad(key.spelling + "=" + value + " in " + origin + " is not " + expected(key) + "; write it like "
                + key.spelling + "=" + key.example);
    }

    static BadOption noValue(String text, @Nullable Key previous, String origin) {
        if (nearestKey(text) != null || previous == null) {
            Key nearest = nearestKey(text);
            String example = nearest == null ? "period=250ms" : nearest.spelling + "=" + nearest.example;
            return bad("\"" + text + "\" in " + origin + " has no value; write it like " + example);
        }
        return bad("\"" + text + "\" in " + origin + " is no key=value; if it belongs to the value of \""
                + previous.spelling + "\", write the comma before it as \\, or put the value in quotes");
    }

    static BadOption openQuote(String key, char quote) {
        return bad("the value of \"" + key + "\" in the agent argument starts with " + quote
                + " and does not end with it; add the closing quote before the next comma");
    }

    static BadOption unreadable(File file, Exception cause) {
        return bad("config=" + file.getPath() + " can't be read (" + cause.getMessage()
                + "); name a readable properties file, or leave config out");
    }

    static BadOption nestedConfig(String origin) {
        return bad("config in " + origin + " would name a second option file; only one is read, so put its lines here");
    }

    static String expected(Key key) {
        return switch (key.type) {
            case FILE -> "a file";
            case SWITCH -> "true or false";
            case WORD -> "one of " + String.join(", ", key.words);
            case WORDS -> "a list of " + String.join(", ", key.words);
            case PATTERNS -> "a list of patterns";
            case ENDPOINT -> "app, host:port, a port, or app+host:port";
            case DURATION ->
                "a duration from " + key.minimum / 1_000_000 + "ms to " + key.maximum / 60_000_000_000L + "m";
            case SIZE -> "a size of at least " + (key.minimum >> 20) + "m";
            case COUNT -> "a number from " + key.minimum + " to " + key.maximum;
        };
    }

    /** The key with the fewest edits to the text, if these are fewer than half of its letters. */
    private static @Nullable Key nearestKey(String text) {
        Key nearest = null;
        int fewest = (text.length() + 1) / 2;
        for (Key key : Key.values()) {
            int edits = edits(text, key.spelling);
            if (edits < fewest) {
                fewest = edits;
                nearest = key;
            }
        }
        return nearest;
    }

    /** Levenshtein distance, letter case ignored. */
    private static int edits(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int above = row[j];
                boolean same = Character.toLowerCase(left.charAt(i - 1)) == right.charAt(j - 1);
                row[j] = Math.min(diagonal + (same ? 0 : 1), 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[right.length()];
    }

    private static String spellings() {
        StringBuilder text = new StringBuilder();
        for (Key key : Key.values()) {
            text.append(text.isEmpty() ? "" : ", ").append(key.spelling);
        }
        return text.toString();
    }

    private static BadOption bad(String message) {
        return new BadOption(message);
    }
}
