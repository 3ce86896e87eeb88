package io.manometer.analyzer.gate;

import io.manometer.analyzer.gate.Violation.Source;
import io.manometer.analyzer.model.Chain;
import io.manometer.analyzer.model.Confidence;
import io.manometer.analyzer.model.CreatedUnbounded;
import io.manometer.analyzer.model.Finding;
import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.JvmReport;
import io.manometer.analyzer.model.Severity;
import io.manometer.analyzer.model.StackEvidence;
import io.manometer.analyzer.read.Recorded;
import io.manometer.analyzer.report.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the analyzer found in one JVM, in the gate's words. */
final class JvmViolations {
    private static final int MOST_CALLERS = 2;

    /** The agent's bound from which on a limit counts as never reached. */
    private static final long NEVER_REACHED = 1_000_000;

    private final JvmReport report;
    private final Recorded.OfJvm jvm;
    private final Map<Long, HopVerdict> hops = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();
    private final Set<Subject> subjects = new LinkedHashSet<>();

    JvmViolations(JvmReport report, Recorded.OfJvm jvm) {
        this.report = report;
        this.jvm = jvm;
        report.analysis().hops().forEach(hop -> hops.put(hop.hop().id(), hop));
        report.analysis().hops().stream()
                .map(HopVerdict::hop)
                .filter(hop -> !hop.side())
                .forEach(hop -> subjects.add(
                        new Subject(hop.name(), hop.kind(), hop.type(), hop.bufferType(), Site.of(hop.site()))));
        report.analysis().findings().forEach(this::finding);
        jvm.unbounded().stream()
                .filter(created -> !hops.containsKey(created.hop()))
                .forEach(this::shortLived);
        jvm.kindsOff().forEach(kinds -> lost("the agent switched kinds off after errors of its own: " + kinds));
        jvm.eventsOff().stream()
                .filter(event -> event.startsWith("manometer."))
                .forEach(event -> lost(event + " was switched off in the recording"));
    }

    List<Violation> violations() {
        return violations;
    }

    Set<Subject> subjects() {
        return subjects;
    }

    private void finding(Finding finding) {
        HopVerdict verdict = finding.hop() == null ? null : hops.get(finding.hop());
        GateRule rule = GateRule.of(finding.rule());
        if (verdict == null) {
            add(rule, finding.severity(), finding.message());
        } else {
            add(rule, finding, verdict);
        }
    }

    private void add(GateRule rule, Finding finding, HopVerdict verdict) {
        Hop hop = verdict.hop();
        boolean sure =
                rule.structural() || (rule == GateRule.EFFECTIVELY_UNBOUNDED_QUEUE && hop.capacity() >= NEVER_REACHED);
        Confidence confidence = sure ? Confidence.HIGH : verdict.confidence();
        if (rule == GateRule.EFFECTIVELY_UNBOUNDED_QUEUE && confidence == Confidence.LOW) {
            return; // the rate of a test that hardly uses its queue tells nothing of the limit
        }
        Severity severity = rule.severity(confidence);
        Sentence sentence = Sentence.of(finding.message());
        violations.add(new Violation(
                rule,
                rule.aboutHowItIsMade() ? severity : Collector.weaker(severity, finding.severity()),
                confidence,
                Source.RECORDING,
                hop.name(),
                hop.kind(),
                hop.type(),
                hop.bufferType(),
                hop.threads(),
                Site.of(hop.site()),
                rule.aboutHowItIsMade() ? sentence.main() : finding.message(),
                fix(rule, verdict),
                evidence(rule, verdict, finding.message(), sentence.rest()),
                rule.aboutHowItIsMade() ? List.of() : flow(hop.id()),
                Math.max(1, hop.instances()),
                1));
    }

    /** What is said of a buffer, and what is added after a semicolon. */
    private record Sentence(String main, String rest) {
        static Sentence of(String message) {
            int end = message.indexOf("; ");
            return end < 0
                    ? new Sentence(message, "")
                    : new Sentence(message.substring(0, end), message.substring(end + 2));
        }
    }

    private static String fix(GateRule rule, HopVerdict verdict) {
        String change = rule.aboutTheWholeVerdict() ? Change.of(verdict) : "";
        String site = ", at " + verdict.hop().site();
        if (change.endsWith(site)) {
            change = change.substring(0, change.length() - site.length());
        }
        return change.isEmpty()
                ? Fixes.of(rule, verdict.hop().kind(), verdict.hop().bufferType())
                : change;
    }

    private List<String> evidence(GateRule rule, HopVerdict verdict, String message, String rest) {
        List<String> evidence = new ArrayList<>();
        if (!rule.aboutHowItIsMade()) {
            verdict.reasons().stream()
                    .filter(reason -> !message.contains(reason))
                    .forEach(evidence::add);
        } else {
            if (!rest.isEmpty()) {
                evidence.add(rest);
            }
            if (verdict.totals().depthMax() > 0) {
                evidence.add("at its deepest " + verdict.totals().depthMax() + " waited");
            }
        }
        for (StackEvidence stack : report.stacksOf(verdict.hop().id())) {
            stack(stack, verdict.hop()).ifPresent(evidence::add);
        }
        return evidence;
    }

    /** The frames of an application that a person can open, without the site, which is told anyway. */
    private static Optional<String> stack(StackEvidence stack, Hop hop) {
        List<String> frames = stack.frames().stream()
                .filter(frame -> !frame.contains("$$Lambda"))
                .toList();
        if (frames.isEmpty()) {
            return Optional.empty();
        }
        boolean created = stack.what().equals("created");
        boolean repeats = created && frames.get(0).equals(hop.site());
        String callers = frames.stream()
                .skip(1)
                .limit(MOST_CALLERS)
                .map(frame -> "called from " + frame)
                .collect(Collectors.joining(", "));
        if (repeats) {
            return callers.isEmpty() ? Optional.empty() : Optional.of("there " + callers);
        }
        String what = created
                ? "created by "
                : "refused (" + stack.what().toLowerCase(Locale.ROOT).replace('_', ' ') + ") at ";
        return Optional.of(what + frames.get(0) + (callers.isEmpty() ? "" : ", " + callers));
    }

    private List<Step> flow(long hop) {
        return report.analysis().chains().stream()
                .filter(chain -> chain.hops().size() > 1 && chain.hops().contains(hop))
                .findFirst()
                .map(this::steps)
                .orElse(List.of());
    }

    private List<Step> steps(Chain chain) {
        return chain.hops().stream()
                .map(hops::get)
                .filter(Objects::nonNull)
                .map(verdict -> step(verdict, chain))
                .toList();
    }

    private static Step step(HopVerdict verdict, Chain chain) {
        Hop hop = verdict.hop();
        boolean bottleneck = Objects.equals(chain.bottleneck(), hop.id());
        return new Step(
                hop.name(),
                Site.of(hop.site()),
                hop.name() + " " + verdict.verdict() + (bottleneck ? ", its consumers are the bottleneck" : ""));
    }

    /** It was gone before the window ended, so only its creation is known. */
    private void shortLived(CreatedUnbounded created) {
        Violation violation = Created.violation(
                "queue",
                created.type(),
                created.capacity(),
                Site.of(created.site()),
                List.of("it was gone before its first second was over, so nothing is known of its load"));
        subjects.add(new Subject("", violation.kind(), created.type(), created.type(), violation.site()));
        violations.add(violation);
    }

    private void lost(String message) {
        add(GateRule.LOST_DATA, GateRule.LOST_DATA.severity(), message);
    }

    private void add(GateRule rule, Severity severity, String message) {
        violations.add(new Violation(
                rule,
                Collector.weaker(rule.severity(), severity),
                Confidence.HIGH,
                Source.RECORDING,
                "",
                "",
                "",
                "",
                "",
                Site.UNKNOWN,
                application() + message,
                Fixes.of(rule, "", ""),
                List.of(),
                List.of(),
                1,
                1));
    }

    private String application() {
        String name = jvm.jvm().application();
        return name.isEmpty() ? "" : name + ": ";
    }
}
