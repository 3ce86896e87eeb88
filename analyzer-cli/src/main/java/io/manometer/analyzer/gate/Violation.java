package io.manometer.analyzer.gate;

import io.manometer.analyzer.model.Confidence;
import io.manometer.analyzer.model.Severity;
import java.util.List;

/**
 * One buffer that breaks one rule.
 *
 * @param severity what it is worth: the default of its rule, or less
 * @param confidence of a verdict rule, that of the verdict; of a scan, how sure the scan is
 * @param hop what a person calls it; empty when it has no name
 * @param kind as in {@link io.manometer.analyzer.model.Hop#kind}: {@code queue}, {@code executor}, ...; empty for a
 *     violation that is about no hop
 * @param type class of the buffer, or of the executor that owns it
 * @param bufferType class of an executor's work queue; the type itself for a plain queue
 * @param threads name pattern of the pool's threads, empty when unknown
 * @param message one sentence, without the site
 * @param fix what to change, one sentence; empty when nothing can be said
 * @param evidence further sentences, the most important first
 * @param flow the chain that it is part of, upstream first; empty when there is none
 * @param instances how many buffers of that site it stands for
 * @param ordinal tells violations of a rule apart that have method and queue class in common, from 1 in the order of
 *     their lines; given by the gate
 */
public record Violation(
        GateRule rule,
        Severity severity,
        Confidence confidence,
        Source source,
        String hop,
        String kind,
        String type,
        String bufferType,
        String threads,
        Site site,
        String message,
        String fix,
        List<String> evidence,
        List<Step> flow,
        long instances,
        int ordinal) {

    /** What it was seen by. */
    public enum Source {
        RECORDING,
        SCAN
    }

    public Violation {
        evidence = List.copyOf(evidence);
        flow = List.copyOf(flow);
    }

    /** As the static scan finds it: one buffer, no chain, severity as the rule says. */
    public static Violation scanned(
            GateRule rule,
            Confidence confidence,
            String hop,
            String kind,
            String type,
            String bufferType,
            Site site,
            String message,
            String fix,
            List<String> evidence) {
        return new Violation(
                rule,
                rule.severity(confidence),
                confidence,
                Source.SCAN,
                hop,
                kind,
                type,
                bufferType,
                "",
                site,
                message,
                fix,
                evidence,
                List.of(),
                1,
                1);
    }

    /** The class whose limit is missing: the work queue of an executor that has one. */
    public String queueClass() {
        return bufferType.isEmpty() ? type : bufferType;
    }

    /** The name where there is one, else the class without its package. */
    public String displayName() {
        if (!hop.isEmpty()) {
            return hop;
        }
        String simple = queueClass().substring(queueClass().lastIndexOf('.') + 1);
        return simple.isEmpty() ? "the recording" : simple;
    }

    /** The same after lines moved: rule, creating class and method, queue class, ordinal. */
    public Fingerprint fingerprint() {
        return new Fingerprint(
                rule.id(), site.known() ? site.stableMember() : "?" + displayName(), queueClass(), ordinal);
    }

    Violation withOrdinal(int number) {
        return with(instances, number);
    }

    Violation withInstances(long many) {
        return with(many, ordinal);
    }

    private Violation with(long many, int number) {
        return new Violation(
                rule,
                severity,
                confidence,
                source,
                hop,
                kind,
                type,
                bufferType,
                threads,
                site,
                message,
                fix,
                evidence,
                flow,
                many,
                number);
    }
}
