package io.manometer.analyzer.gate;

import io.manometer.analyzer.model.JvmReport;
import io.manometer.analyzer.model.Severity;
import io.manometer.analyzer.read.Recorded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings together what several JVMs and a scan say: each place once, the worst that was said of it. */
final class Collector {
    private final Map<List<Object>, Violation> violations = new LinkedHashMap<>();
    private final Set<Subject> subjects = new LinkedHashSet<>();
    private final Set<List<Object>> recordedLines = new LinkedHashSet<>();

    void jvm(JvmReport report, Recorded.OfJvm jvm) {
        JvmViolations found = new JvmViolations(report, jvm);
        found.subjects().forEach(this::subject);
        found.violations().forEach(this::add);
    }

    private void subject(Subject subject) {
        subjects.add(subject);
        recordedLines.add(line(subject.site(), subject.type()));
        recordedLines.add(line(subject.site(), subject.bufferType()));
    }

    /** What was seen to run is the truth of its line, whatever the bytecode looks like. */
    void scanned(List<Violation> scanned) {
        scanned.stream()
                .filter(violation -> !violation.site().known()
                        || (!recordedLines.contains(line(violation.site(), violation.queueClass()))
                                && !recordedLines.contains(line(violation.site(), violation.type()))))
                .forEach(this::add);
    }

    private static List<Object> line(Site site, String type) {
        return List.of(site.className(), site.line(), type);
    }

    private void add(Violation violation) {
        boolean anonymous = !violation.site().known();
        List<Object> place = List.of(
                violation.rule(),
                violation.site(),
                violation.queueClass(),
                anonymous ? violation.hop() : "",
                anonymous && violation.kind().isEmpty() ? violation.message() : "");
        violations.merge(place, violation, Collector::worse);
    }

    private static Violation worse(Violation one, Violation other) {
        Comparator<Violation> order = Comparator.comparing(Violation::severity)
                .thenComparing(Violation::confidence)
                .thenComparing(violation -> violation.hop().isEmpty());
        Violation worse = order.compare(one, other) <= 0 ? one : other;
        return worse.withInstances(one.instances() + other.instances());
    }

    /** Numbered by line among those that have rule, method and queue class in common. */
    List<Violation> violations() {
        List<Violation> sorted = new ArrayList<>(violations.values());
        sorted.sort(Comparator.comparing(Violation::site)
                .thenComparing(Violation::queueClass)
                .thenComparing(Violation::hop));
        Map<Fingerprint, Integer> seen = new HashMap<>();
        List<Violation> numbered = new ArrayList<>();
        for (Violation violation : sorted) {
            int ordinal = seen.merge(violation.fingerprint(), 1, Integer::sum);
            numbered.add(violation.withOrdinal(ordinal));
        }
        return numbered;
    }

    List<Subject> subjects() {
        return List.copyOf(subjects);
    }

    static Severity weaker(Severity one, Severity other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
