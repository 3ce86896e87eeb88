package io.manometer.analyzer.gate;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Violations that were there when a team began, so that only new ones fail.
 *
 * @param file where it was read from; null for none
 */
public record Baseline(Set<Fingerprint> known, @Nullable Path file) {
    public static final Baseline EMPTY = new Baseline(Set.of(), null);

    /** Where a baseline is written when no other file is named. */
    public static final String USUAL_NAME = "manometer-baseline.txt";

    private static final String HEADER = """
            # Manometer baseline: findings that were there before. They don't fail the build; new ones do.
            # A line: rule, creating class and method, queue class, number among equal ones, separated by tabs.
            # Written and brought up to date with --write-baseline. Delete a line to make its finding fail.
            """;
    private static final int FIELDS = 4;

    public Baseline {
        known = Set.copyOf(known);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws GateInputException for a file that is missing or has a line that is no fingerprint
     */
    public static Baseline read(Path file) {
        List<String> lines = lines(file);
        Set<Fingerprint> known = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                known.add(fingerprint(line, Escape.line(file.toString()) + ":" + (i + 1)));
            }
        }
        return new Baseline(known, file);
    }

    private static List<String> lines(Path file) {
        String name = Escape.line(file.toString());
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new GateInputException(name + ": no such file; check the path, or make it with --write-baseline");
        } catch (CharacterCodingException e) {
            throw new GateInputException(
                    name + ": is no baseline (not UTF-8 text); name the file that --write-baseline wrote");
        } catch (IOException e) {
            throw new GateInputException(name + ": can't be read ("
                    + e.getClass().getSimpleName() + "); check that it is a file, and its permissions");
        }
    }

    /** Tabs, or whatever an editor made of them where no name has a space. */
    private static Fingerprint fingerprint(String line, String where) {
        String[] fields = line.split("\t");
        if (fields.length != FIELDS) {
            fields = line.split("\\s+");
        }
        if (fields.length != FIELDS
                || GateRule.find(fields[0]).isEmpty()
                || !fields[FIELDS - 1].matches("[1-9]\\d{0,8}")) {
            throw new GateInputException(where + ": \"" + Escape.line(line)
                    + "\" is no line of a baseline (rule, class and method, queue class, number); write it anew with"
                    + " --write-baseline");
        }
        String queue = fields[2].equals("-") ? "" : fields[2];
        return new Fingerprint(fields[0], fields[1], queue, Integer.parseInt(fields[FIELDS - 1]));
    }

    /** What to write so that these outcomes pass: sorted, one line each, the same for the same findings. */
    public static String text(List<Outcome> outcomes) {
        SortedSet<Fingerprint> fingerprints = new TreeSet<>();
        outcomes.stream()
                .filter(Baseline::belongs)
                .forEach(outcome -> fingerprints.add(outcome.violation().fingerprint()));
        StringBuilder text = new StringBuilder(HEADER);
        fingerprints.forEach(fingerprint -> text.append(fingerprint).append('\n'));
        return text.toString();
    }

    /** Lost data is no property of the code. */
    static boolean belongs(Outcome outcome) {
        boolean unallowed = outcome.status() == Outcome.Status.NEW || outcome.status() == Outcome.Status.BASELINED;
        return unallowed && outcome.violation().rule() != GateRule.LOST_DATA;
    }

    boolean contains(Violation violation) {
        return known.contains(violation.fingerprint()) && violation.rule() != GateRule.LOST_DATA;
    }

    /** As a person would say where it is. */
    String name() {
        return file == null ? "the baseline" : file.toString();
    }
}
