package io.manometer.analyzer.gate;

import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.JvmReport;
import io.manometer.analyzer.model.Severity;
import io.manometer.analyzer.model.Verdict;
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
    private final Set<List<Object>> linesWithLoad = new LinkedHashSet<>();
    private final Set<String> reportedTypes = new LinkedHashSet<>();

    void jvm(JvmReport report, Recorded.OfJvm jvm) {
        JvmViolations found = new JvmViolations(report, jvm);
        found.subjects().forEach(this::subject);
        found.violations().forEach(this::add);
        found.violations().forEach(violation -> reportedTypes.add(violation.rule() + violation.queueClass()));
        report.analysis().hops().stream()
                .filter(Collector::underLoad)
                .map(HopVerdict::hop)
                .forEach(hop -> linesWithLoad.add(line(Site.of(hop.site()), hop.bufferType())));
    }

    /** Only then it shows whether a limit is too high to matter. */
    private static boolean underLoad(HopVerdict hop) {
        return hop.verdict() != Verdict.UNTESTED && hop.verdict() != Verdict.INSUFFICIENT_DATA;
    }

    private void subject(Subject subject) {
        subjects.add(subject);
        recordedLines.add(line(subject.site(), subject.type()));
        recordedLines.add(line(subject.site(), subject.bufferType()));
    }

    /** What was seen to run is the truth of its line, whatever the bytecode looks like. */
    void scanned(List<Violation> scanned) {
        scanned.stream()
                .filter(violation -> !overruled(violation) && !reportedWhereMade(violation))
                .forEach(this::add);
    }

    private boolean overruled(Violation violation) {
        if (!violation.site().known()) {
            return false;
        }
        List<Object> queue = line(violation.site(), violation.queueClass());
        boolean unknown = violation.rule() == GateRule.EFFECTIVELY_UNBOUNDED_QUEUE && !linesWithLoad.contains(queue);
        return !unknown
                && (recordedLines.contains(queue) || recordedLines.contains(line(violation.site(), violation.type())));
    }

    /** The constructor of a subclass of a queue, of which a recording showed where it was called. */
    private boolean reportedWhereMade(Violation violation) {
        return violation.site().method().equals("<init>")
                && reportedTypes.contains(violation.rule() + violation.site().className());
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
