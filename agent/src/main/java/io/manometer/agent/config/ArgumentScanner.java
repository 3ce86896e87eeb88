package io.manometer.agent.config;

/**
 * Splits {@code key=value,key=value}. A comma inside a value is written {@code \,}, or the whole value is put in single or
 * double quotes; any other backslash stands for itself, so that Windows paths need no escaping.
 */
final class ArgumentScanner {
    private final String text;
    private int position;
    private String key = "";
    private String value = "";
    private boolean hasValue;

    ArgumentScanner(String text) {
        this.text = text;
    }

    /** Moves to the next item; false at the end. Empty items are skipped. */
    boolean next() throws BadOption {
        while (position < text.length() && (current() == ',' || current() <= ' ')) {
            position++;
        }
        if (position == text.length()) {
            return false;
        }
        int start = position;
        while (position < text.length() && current() != ',' && current() != '=') {
            position++;
        }
        key = text.substring(start, position).trim();
        hasValue = position < text.length() && current() == '=';
        if (hasValue) {
            position++;
            value = startsWithQuote() ? quoted() : plain();
        }
        return true;
    }

    String key() {
        return key;
    }

    boolean hasValue() {
        return hasValue;
    }

    String value() {
        return value;
    }

    private boolean startsWithQuote() {
        return position < text.length() && (current() == '"' || current() == '\'');
    }

    private String quoted() throws BadOption {
        char quote = current();
        int end = text.indexOf(quote, position + 1);
        boolean closed = end >= 0 && (end + 1 == text.length() || text.charAt(end + 1) == ',');
        if (!closed) {
            throw Complaint.openQuote(key, quote);
        }
        String result = text.substring(position + 1, end);
        position = end + 1;
        return result;
    }

    private String plain() {
        StringBuilder result = new StringBuilder();
        while (position < text.length() && current() != ',') {
            if (text.startsWith("\\,", position)) {
                position++;
            }
            result.append(current());
            position++;
        }
        return result.toString();
    }

    private char current() {
        return text.charAt(position);
    }
}
