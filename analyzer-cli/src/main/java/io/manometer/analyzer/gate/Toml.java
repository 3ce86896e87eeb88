package io.manometer.analyzer.gate;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** A table of a TOML file whose values are asked for by type; whatever is not as asked is one line with file and line. */
final class Toml {
    private final String file;
    private final TomlTable table;

    private Toml(String file, TomlTable table) {
        this.file = file;
        this.table = table;
    }

    static Toml parse(String file, String text) {
        TomlParseResult result = org.tomlj.Toml.parse(text);
        if (result.hasErrors()) {
            TomlParseError error = result.errors().get(0);
            throw problem(file, error.position(), Escape.line(String.valueOf(error.getMessage())));
        }
        return new Toml(file, result);
    }

    /** A name that was misspelt must not be ignored. */
    void allow(Set<String> known) {
        for (String key : new TreeSet<>(table.keySet())) {
            if (!known.contains(key)) {
                throw wrong(
                        key,
                        "there is no key \"" + Escape.line(key) + "\" here; the keys are "
                                + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    @Nullable
    String string(String key) {
        Object value = table.get(List.of(key));
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            throw wrong(key, key + " must be a text in quotes");
        }
        if (text.isBlank()) {
            throw wrong(key, key + " is empty");
        }
        return text;
    }

    /** A text, or an array of them; null when the key is not there. */
    @Nullable
    List<String> strings(String key) {
        Object value = table.get(List.of(key));
        if (value == null) {
            return null;
        }
        if (value instanceof String text) {
            return List.of(text);
        }
        if (!(value instanceof TomlArray array)) {
            throw wrong(key, key + " must be a text, or an array of texts");
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            if (!(array.get(i) instanceof String text)) {
                throw wrong(key, key + " must be an array of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    /** A date of TOML's own, or a text that looks like one. */
    @Nullable
    LocalDate date(String key) {
        Object value = table.get(List.of(key));
        if (value == null) {
            return null;
        }
        if (value instanceof LocalDate date) {
            return date;
        }
        if (value instanceof String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw wrong(key, key + " must be a date such as 2027-03-31");
            }
        }
        throw wrong(key, key + " must be a date such as 2027-03-31");
    }

    /** The tables of {@code [[key]]}; none when the key is not there. */
    List<Toml> tables(String key) {
        Object value = table.get(List.of(key));
        if (value == null) {
            return List.of();
        }
        List<Toml> tables = new ArrayList<>();
        if (value instanceof TomlArray array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i) instanceof TomlTable each) {
                    tables.add(new Toml(file, each));
                }
            }
            if (tables.size() == array.size()) {
                return tables;
            }
        }
        throw wrong(key, "write each entry as [[" + key + "]]");
    }

    /** File and line of the table's first key. */
    String origin() {
        int line = table.keySet().stream()
                .map(key -> table.inputPositionOf(List.of(key)))
                .filter(position -> position != null)
                .mapToInt(TomlPosition::line)
                .min()
                .orElse(0);
        return file + (line > 0 ? ":" + line : "");
    }

    /** File and line of a key. */
    String place(String key) {
        TomlPosition position = table.inputPositionOf(List.of(key));
        return file + (position == null ? "" : ":" + position.line());
    }

    GateInputException wrong(String key, String what) {
        return problem(file, table.inputPositionOf(List.of(key)), what);
    }

    GateInputException wrong(String what) {
        return new GateInputException(origin() + ": " + what);
    }

    private static GateInputException problem(String file, @Nullable TomlPosition position, String what) {
        String where = position == null ? "" : ":" + position.line() + ":" + position.column();
        return new GateInputException(file + where + ": " + what);
    }
}
