package io.manometer.analyzer.gate;

import java.nio.file.Path;
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

    public Baseline {
        known = Set.copyOf(known);
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws GateInputException for a file that is missing or has a line that is no fingerprint
     */
    public static Baseline read(Path file) {
        return new Baseline(Set.of(), file);
    }

    /** What to write so that these outcomes pass: sorted, one line each, the same for the same findings. */
    public static String text(List<Outcome> outcomes) {
        SortedSet<Fingerprint> fingerprints = new TreeSet<>();
        outcomes.stream()
                .filter(outcome ->
                        outcome.status() == Outcome.Status.NEW || outcome.status() == Outcome.Status.BASELINED)
                .forEach(outcome -> fingerprints.add(outcome.violation().fingerprint()));
        StringBuilder text = new StringBuilder();
        fingerprints.forEach(fingerprint -> text.append(fingerprint).append('\n'));
        return text.toString();
    }
}
