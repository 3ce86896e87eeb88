package io.manometer.agent.config;

import java.util.ArrayList;

/** How each type of value is read. Numbers are -1 when the text is none; every number an option takes is positive. */
final class Values {
    private Values() {}

    static boolean fits(Key key, String value) {
        return switch (key.type) {
            case FILE, PATTERNS -> true;
            case ENDPOINT -> MetricsTarget.parse(value) != null;
            case SWITCH -> isOn(value) || isOff(value);
            case WORD -> contains(key.words, value);
            case WORDS -> allIn(key.words, list(value));
            case DURATION -> inRange(key, duration(value));
            case SIZE -> inRange(key, size(value));
            case COUNT -> inRange(key, count(value));
        };
    }

    static boolean isOn(String value) {
        return value.equals("true") || value.equals("on") || value.equals("yes");
    }

    private static boolean isOff(String value) {
        return value.equals("false") || value.equals("off") || value.equals("no");
    }

    /** Nanoseconds of {@code 250ms}, {@code 1s} or {@code 5m}. A number alone is refused: nobody agrees on its unit. */
    static long duration(String value) {
        if (value.endsWith("ms")) {
            return times(number(value, 2), 1_000_000L);
        }
        if (value.endsWith("s")) {
            return times(number(value, 1), 1_000_000_000L);
        }
        if (value.endsWith("m")) {
            return times(number(value, 1), 60_000_000_000L);
        }
        return -1;
    }

    /** Bytes of {@code 512k}, {@code 256m} or {@code 1g}; letters of either case, a number alone is bytes. */
    static long size(String value) {
        if (value.isEmpty()) {
            return -1;
        }
        switch (value.charAt(value.length() - 1)) {
            case 'k', 'K':
                return times(number(value, 1), 1L << 10);
            case 'm', 'M':
                return times(number(value, 1), 1L << 20);
            case 'g', 'G':
                return times(number(value, 1), 1L << 30);
            default:
                return number(value, 0);
        }
    }

    static long count(String value) {
        return number(value, 0);
    }

    static String[] list(String value) {
        ArrayList<String> items = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= value.length(); i++) {
            if (i == value.length() || isSeparator(value.charAt(i))) {
                String item = value.substring(start, i).trim();
                if (!item.isEmpty()) {
                    items.add(item);
                }
                start = i + 1;
            }
        }
        return items.toArray(new String[0]);
    }

    private static boolean isSeparator(char c) {
        return c == ',' || c == ';' || c == '|';
    }

    private static boolean allIn(String[] words, String[] values) {
        for (String value : values) {
            if (!contains(words, value)) {
                return false;
            }
        }
        return values.length > 0;
    }

    private static boolean contains(String[] words, String value) {
        for (String word : words) {
            if (word.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean inRange(Key key, long value) {
        return value >= key.minimum && value <= key.maximum;
    }

    /** The digits before the unit; -1 for anything else and for what has more than 18 digits. */
    private static long number(String value, int unitLength) {
        int end = value.length() - unitLength;
        if (end <= 0 || end > 18) {
            return -1;
        }
        long result = 0;
        for (int i = 0; i < end; i++) {
            char c = value.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            result = result * 10 + (c - '0');
        }
        return result;
    }

    private static long times(long number, long unit) {
        return number < 0 || number > Long.MAX_VALUE / unit ? -1 : number * unit;
    }
}
