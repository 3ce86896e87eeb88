package io.manometer.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code -javaagent} argument, and the line of JVM arguments that it goes into.
 *
 * @param jar of the agent
 * @param text the argument, quoted so that a line can be split at its spaces
 */
record AgentArgument(File jar, String text) {
    /**
     * @param folder where each JVM writes a recording under its process id and start time
     * @param options further options of the agent, empty for none
     */
    static AgentArgument of(File jar, File folder, String options) {
        String file = new File(folder, "%p-%t.jfr").getPath();
        String argument = "-javaagent:" + jar.getPath() + "=record=" + optionValue(file) + ",record.wait=true"
                + (options.isBlank() ? "" : "," + options.strip());
        return new AgentArgument(jar, quoted(argument));
    }

    /** A comma ends an option unless a backslash is before it. */
    private static String optionValue(String text) {
        return text.replace(",", "\\,");
    }

    /** In the quotes that the argument itself doesn't have; test runners know no other way to write a space. */
    private static String quoted(String argument) {
        boolean plain = argument.chars().noneMatch(c -> Character.isWhitespace(c) || c == '"' || c == '\'');
        if (plain) {
            return argument;
        }
        char quote = argument.indexOf('"') < 0 ? '"' : '\'';
        return quote + argument + quote;
    }

    /** This argument before all that the line has; one that an earlier goal has put there goes. */
    String before(@Nullable String line) {
        StringBuilder result = new StringBuilder(text);
        for (String word : words(line == null ? "" : line)) {
            if (!isOurs(word)) {
                result.append(' ').append(word);
            }
        }
        return result.toString();
    }

    /** Whether the line loads this agent. */
    boolean isIn(@Nullable String line) {
        return line != null && words(line).stream().anyMatch(this::isOurs);
    }

    private boolean isOurs(String word) {
        String bare = word.startsWith("\"") || word.startsWith("'") ? word.substring(1) : word;
        return bare.startsWith("-javaagent:" + jar.getPath());
    }

    /** The words of a line as they are, quotes included; what is between quotes stays together. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                addTo(words, word);
                continue;
            }
            word.append(c);
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
        }
        addTo(words, word);
        return words;
    }

    private static void addTo(List<String> words, StringBuilder word) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
