package io.manometer.analyzer.cli;

import io.manometer.analyzer.gate.Format;
import io.manometer.analyzer.gate.GateInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which format goes where. A file takes the format of its suffix, or one that was asked for where the suffix allows several or
 * says nothing. What was asked for and fits no file goes to the standard output; text does when nothing else goes there.
 */
record Outputs(List<OfFile> files, List<Format> screen) {
    static final Outputs NONE = new Outputs(List.of(), List.of(Format.TEXT));

    record OfFile(Path file, Format format) {}

    static Outputs plan(List<String> formats, List<Path> outputs) {
        Set<Format> left = new LinkedHashSet<>();
        for (String name : formats) {
            left.add(Format.find(name.strip()).orElseThrow(() -> unknown(name)));
        }
        List<OfFile> files = new ArrayList<>();
        for (Path output : outputs) {
            Format format = of(output, left);
            left.remove(format);
            files.add(new OfFile(output, format));
        }
        if (left.stream()
                                .filter(format -> format != Format.TEXT && format != Format.GITHUB)
                                .count()
                        > 1
                || (left.size() > 1 && !left.equals(Set.of(Format.TEXT, Format.GITHUB)))) {
            throw new GateInputException("several formats can't share the standard output ("
                    + String.join(", ", left.stream().map(Format::id).toList()) + "); name a file for each with -o");
        }
        return new Outputs(files, left.isEmpty() ? List.of(Format.TEXT) : List.copyOf(left));
    }

    private static Format of(Path output, Set<Format> asked) {
        List<Format> candidates = Format.candidates(String.valueOf(output.getFileName()));
        List<Format> possible = candidates.isEmpty() ? List.of(Format.values()) : candidates;
        return asked.stream()
                .filter(possible::contains)
                .findFirst()
                .or(() -> candidates.stream().findFirst())
                .orElseThrow(() -> new GateInputException("the name of " + Printable.line(output.toString())
                        + " does not tell a format; end it in .txt, .json, .sarif, .xml or .md, or add --format"));
    }

    private static GateInputException unknown(String name) {
        return new GateInputException("there is no format \"" + Printable.line(name) + "\"; the formats are "
                + String.join(", ", Format.ids()));
    }

    boolean has(Format format) {
        return screen.contains(format) || files.stream().anyMatch(file -> file.format() == format);
    }
}
