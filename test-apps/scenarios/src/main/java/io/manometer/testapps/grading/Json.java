package io.manometer.testapps.grading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the reports that are graded. Its own reader, so that nothing the analyzer does wrong is undone by the same code here.
 * Objects become maps, arrays lists, numbers doubles.
 */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static Map<String, @Nullable Object> object(String text) {
        Json json = new Json(text);
        json.skipSpace();
        Map<String, @Nullable Object> object = json.readObject();
        json.skipSpace();
        if (json.at != text.length()) {
            throw json.wrong("end of text");
        }
        return object;
    }

    private @Nullable Object readValue() {
        skipSpace();
        return switch (peek()) {
            case '{' -> readObject();
            case '[' -> readArray();
            case '"' -> readString();
            case 't' -> readWord("true", true);
            case 'f' -> readWord("false", false);
            case 'n' -> readWord("null", null);
            default -> readNumber();
        };
    }

    private Map<String, @Nullable Object> readObject() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        expect('{');
        skipSpace();
        while (peek() != '}') {
            skipSpace();
            String key = readString();
            skipSpace();
            expect(':');
            object.put(key, readValue());
            skipComma('}');
        }
        expect('}');
        return object;
    }

    private List<@Nullable Object> readArray() {
        List<@Nullable Object> array = new ArrayList<>();
        expect('[');
        skipSpace();
        while (peek() != ']') {
            array.add(readValue());
            skipComma(']');
        }
        expect(']');
        return array;
    }

    private String readString() {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (peek() != '"') {
            char next = text.charAt(at++);
            string.append(next == '\\' ? readEscape() : next);
        }
        expect('"');
        return string.toString();
    }

    private char readEscape() {
        char kind = text.charAt(at++);
        return switch (kind) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            default -> kind;
        };
    }

    private double readNumber() {
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (from == at) {
            throw wrong("a value");
        }
        return Double.parseDouble(text.substring(from, at));
    }

    private @Nullable Object readWord(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw wrong(word);
        }
        at += word.length();
        return value;
    }

    private void skipComma(char end) {
        skipSpace();
        if (peek() != end) {
            expect(',');
            skipSpace();
        }
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong("more");
        }
        return text.charAt(at);
    }

    private void expect(char expected) {
        if (peek() != expected) {
            throw wrong("'" + expected + "'");
        }
        at++;
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException(
                "JSON: expected " + expected + " at " + at + " of " + text.substring(0, Math.min(text.length(), 200)));
    }
}
