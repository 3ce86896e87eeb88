package io.manometer.testapps;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A command, at most one operand, and {@code --key value} pairs. */
public record Options(String command, String operand, List<Pair> pairs) {

    /** One option. */
    public record Pair(String key, String value) {}

    static Options of(String... arguments) {
        if (arguments.length == 0) {
            throw new IllegalArgumentException("no command");
        }
        String operand = "";
        List<Pair> pairs = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            if (!arguments[i].startsWith("--")) {
                operand = arguments[i];
            } else if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            } else {
                pairs.add(new Pair(arguments[i].substring(2), arguments[++i]));
            }
        }
        return new Options(arguments[0], operand, List.copyOf(pairs));
    }

    public List<String> all(String key) {
        return pairs.stream()
                .filter(pair -> pair.key().equals(key))
                .map(Pair::value)
                .toList();
    }

    public String get(String key, String otherwise) {
        List<String> values = all(key);
        return values.isEmpty() ? otherwise : values.get(values.size() - 1);
    }

    public String require(String key) {
        if (all(key).isEmpty()) {
            throw new IllegalArgumentException("--" + key + " is missing");
        }
        return get(key, "");
    }

    public Duration seconds(String key, int otherwise) {
        return Duration.ofSeconds(Long.parseLong(get(key, Integer.toString(otherwise))));
    }
}
