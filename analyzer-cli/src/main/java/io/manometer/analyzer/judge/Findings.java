package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Chain;
import io.manometer.analyzer.model.Confidence;
import io.manometer.analyzer.model.Edge;
import io.manometer.analyzer.model.Finding;
import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.JvmContext;
import io.manometer.analyzer.model.LoopBlock;
import io.manometer.analyzer.model.Refusals;
import io.manometer.analyzer.model.Rule;
import io.manometer.analyzer.model.Severity;
import io.manometer.analyzer.model.Tag;
import io.manometer.analyzer.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a person or a build should know, errors first. A verdict of low confidence never makes an error. */
final class Findings {
    /** A loop that stood still for less, in seconds of the whole recording, may have loaded a class or waited for a log. */
    private static final double BLOCKED_TO_SPEAK_OF = 0.1;

    private final List<Finding> findings = new ArrayList<>();

    private Findings() {}

    static List<Finding> of(List<HopVerdict> hops, List<Edge> edges, List<Chain> chains, JvmContext context) {
        Findings all = new Findings();
        hops.forEach(all::pressure);
        hops.forEach(all::refusals);
        context.blockedLoops().forEach(block -> all.blockedLoop(block, hops));
        hops.stream()
                .filter(hop -> hop.has(Tag.ON_EVENT_LOOP)
                        && context.blockedLoops().stream()
                                .noneMatch(block -> block.hop() == hop.hop().id()))
                .forEach(all::eventLoop);
        chains.forEach(chain -> all.chain(chain, hops));
        hops.forEach(all::bounds);
        all.lostData(context);
        all.findings.sort(Comparator.comparing(Finding::severity));
        return List.copyOf(all.findings);
    }

    /** Hops that an event loop feeds, or was seen waiting at, and that made it wait or work. */
    static Set<Long> onEventLoops(List<HopVerdict> hops, List<Edge> edges, List<LoopBlock> blocks) {
        Set<Long> loops = new HashSet<>();
        hops.stream()
                .filter(hop -> hop.hop().kind().equals("event-loop"))
                .forEach(hop -> loops.add(hop.hop().id()));
        Set<Long> fed = new HashSet<>();
        edges.stream().filter(edge -> loops.contains(edge.from())).forEach(edge -> fed.add(edge.to()));
        blocks.forEach(block -> fed.add(block.hop()));
        Set<Long> held = new HashSet<>();
        for (HopVerdict hop : hops) {
            boolean holds = hop.verdict() == Verdict.PROPAGATES
                    || hop.verdict() == Verdict.MIXED
                    || hop.verdict() == Verdict.DEGRADES_CALLER;
            if (holds && fed.contains(hop.hop().id())) {
                held.add(hop.hop().id());
            }
        }
        return held;
    }

    private void bounds(HopVerdict verdict) {
        Hop hop = verdict.hop();
        if (hop.side() || Brokers.keeps(hop)) {
            return;
        }
        Severity severity = wasPressed(verdict) ? Severity.WARNING : Severity.NOTE;
        if (!hop.bounded()) {
            unbounded(verdict, severity);
        } else if (verdict.has(Tag.EFFECTIVELY_UNBOUNDED)) {
            add(
                    Rule.EFFECTIVELY_UNBOUNDED_QUEUE,
                    severity,
                    verdict,
                    name(hop) + " has a limit of " + Text.count(hop.capacity()) + ", "
                            + Text.seconds(hop.capacity() / verdict.load().serviceRate())
                            + " of work at the rate of its consumers: it will not answer in time");
        }
        boolean queues = !hop.bounded() || verdict.has(Tag.EFFECTIVELY_UNBOUNDED);
        boolean poolThatCouldGrow = hop.kind().equals("executor") && hop.coreThreads() >= 0;
        if (queues && poolThatCouldGrow && !hop.depthIncludesRunning() && hop.maxThreads() > hop.coreThreads()) {
            unreachableMaximum(verdict);
        }
    }

    private void unbounded(HopVerdict verdict, Severity severity) {
        Hop hop = verdict.hop();
        Rule rule = hop.depthIncludesRunning() ? Rule.UNBOUNDED_THREADS : Rule.UNBOUNDED_QUEUE;
        Bounds.purpose(hop)
                .ifPresentOrElse(
                        reason -> add(rule, Severity.NOTE, verdict, name(hop) + " is unbounded on purpose: " + reason),
                        () -> add(rule, severity, verdict, name(hop) + unboundedText(verdict, severity)));
    }

    private static String unboundedText(HopVerdict verdict, Severity severity) {
        String what = verdict.hop().depthIncludesRunning()
                ? " starts a thread for each task without a limit"
                : " has no limit, so producers are never told";
        boolean known = verdict.verdict() != Verdict.INSUFFICIENT_DATA;
        return known && severity == Severity.NOTE ? what + "; it was never under pressure in this recording" : what;
    }

    private void unreachableMaximum(HopVerdict verdict) {
        Hop hop = verdict.hop();
        if (Bounds.purpose(hop).isPresent()) {
            return;
        }
        add(
                Rule.UNREACHABLE_MAX_POOL,
                wasPressed(verdict) ? Severity.WARNING : Severity.NOTE,
                verdict,
                name(hop) + " stays at its " + hop.coreThreads() + " core threads: a pool grows towards its maximum"
                        + (hop.maxThreads() == Integer.MAX_VALUE ? "" : " of " + hop.maxThreads())
                        + " only when its queue is full, and this one never is");
    }

    private void pressure(HopVerdict verdict) {
        Hop hop = verdict.hop();
        String evidence =
                verdict.reasons().isEmpty() ? "" : ": " + verdict.reasons().get(0);
        Severity severity = hop.side() ? Severity.WARNING : Severity.ERROR;
        switch (verdict.verdict()) {
            case ABSORBS -> {
                if (Brokers.keeps(hop)) {
                    add(
                            Rule.ABSORBS,
                            Severity.WARNING,
                            verdict,
                            name(hop) + " lags, and the broker keeps it" + evidence);
                } else {
                    add(Rule.ABSORBS, severity, verdict, name(hop) + " absorbs" + evidence);
                }
            }
            case ABSORBS_IGNORING ->
                add(Rule.ABSORBS_IGNORING, severity, verdict, name(hop) + " absorbs, its signal ignored" + evidence);
            case STALLED -> add(Rule.STALLED, severity, verdict, name(hop) + " stalled" + evidence);
            default -> {
                // the other verdicts are states, not failures
            }
        }
    }

    private void refusals(HopVerdict verdict) {
        Refusals refusals = verdict.totals().refusals();
        long discarded = refusals.droppedNewest() + refusals.droppedOldest();
        if (discarded > 0) {
            boolean many = verdict.has(Tag.SILENT);
            add(
                    Rule.SILENT_DROP,
                    many && !verdict.hop().side() ? Severity.ERROR : Severity.WARNING,
                    verdict,
                    name(verdict.hop()) + " discarded " + Text.count(discarded) + " items without telling anybody");
        } else if (verdict.has(Tag.SILENT)) {
            add(
                    Rule.SILENT_DROP,
                    Severity.WARNING,
                    verdict,
                    name(verdict.hop()) + " returned false for " + Text.count(refusals.falseReturned())
                            + " items; unless the producer looks at it, they are lost");
        }
        if (verdict.has(Tag.RETRY_STORM)) {
            add(
                    Rule.RETRY_STORM,
                    Severity.WARNING,
                    verdict,
                    "offers to " + name(verdict.hop())
                            + " rose by half or more after it refused: back off, with jitter");
        }
    }

    /** What was seen is no estimate, so it is an error whatever the confidence in a verdict. */
    private void blockedLoop(LoopBlock block, List<HopVerdict> hops) {
        String at = hops.stream()
                .filter(hop -> hop.hop().id() == block.hop())
                .findFirst()
                .map(hop -> (block.how().equals("CALLER_RUNS") ? " for " : " at ") + name(hop.hop()))
                .orElse("");
        String where = block.frames().isEmpty()
                ? ""
                : ": "
                        + String.join(
                                ", called from ",
                                block.frames()
                                        .subList(0, Math.min(3, block.frames().size())));
        String how = block.how().equals("CALLER_RUNS") ? " ran refused work " : " stood still ";
        findings.add(new Finding(
                Rule.EVENT_LOOP_BLOCKED,
                block.seconds() < BLOCKED_TO_SPEAK_OF ? Severity.WARNING : Severity.ERROR,
                at.isEmpty() ? block.loop() : block.hop(),
                "the event loop " + block.thread() + how + Text.seconds(block.seconds()) + at + where));
    }

    private void eventLoop(HopVerdict verdict) {
        String how = verdict.verdict() == Verdict.DEGRADES_CALLER
                ? " makes an event loop run its work"
                : " makes an event loop wait";
        add(Rule.EVENT_LOOP_BLOCKED, Severity.ERROR, verdict, name(verdict.hop()) + how);
    }

    private void chain(Chain chain, List<HopVerdict> hops) {
        Long broken = chain.brokenAt();
        if (broken == null || chain.hops().size() < 2) {
            return;
        }
        hops.stream()
                .filter(hop -> hop.hop().id() == broken)
                .forEach(hop -> add(
                        Rule.BROKEN_CHAIN,
                        Severity.WARNING,
                        hop,
                        "pressure of the bottleneck " + chain.stage() + " ends at " + name(hop.hop())
                                + ": what is upstream of it is never slowed"));
    }

    private void lostData(JvmContext context) {
        if (context.lostSamples() > 0 || context.dataLossBytes() > 0) {
            findings.add(new Finding(
                    Rule.LOST_DATA,
                    Severity.WARNING,
                    null,
                    "the recording lost " + context.lostSamples() + " samples and " + context.dataLossBytes()
                            + " bytes: confidence is lowered"));
        }
        if (context.suppressedErrors() > 0) {
            findings.add(new Finding(
                    Rule.LOST_DATA,
                    Severity.WARNING,
                    null,
                    "the agent suppressed " + context.suppressedErrors()
                            + " errors of its own: counts may be incomplete, please report it"));
        }
    }

    private static boolean wasPressed(HopVerdict verdict) {
        return !verdict.episodes().isEmpty() && verdict.verdict() != Verdict.INSUFFICIENT_DATA;
    }

    private static String name(Hop hop) {
        return hop.name().isEmpty() ? hop.type() : hop.name();
    }

    private void add(Rule rule, Severity severity, HopVerdict verdict, String message) {
        boolean unsure = verdict.confidence() == Confidence.LOW && severity == Severity.ERROR;
        findings.add(new Finding(
                rule, unsure ? Severity.WARNING : severity, verdict.hop().id(), message));
    }
}
