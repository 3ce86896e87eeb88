package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Analysis;
import io.manometer.analyzer.model.Chain;
import io.manometer.analyzer.model.Edge;
import io.manometer.analyzer.model.HopHistory;
import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.JvmContext;
import io.manometer.analyzer.model.Tag;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges the hops of one recording. Histories come one at a time and are not kept, so that memory does not grow with
 * the length of the recording: {@link #accept} for each hop, then {@link #finish} once.
 */
public final class Judge {
    private final HopJudge hopJudge;
    private final JvmContext context;
    private final List<HopVerdict> verdicts = new ArrayList<>();
    private final Map<Long, Waiting> waiting = new HashMap<>();
    private final Pausing pausing = new Pausing();

    public Judge(Profile profile, JvmContext context) {
        this.hopJudge = new HopJudge(profile, context);
        this.context = context;
    }

    /** Judges all of it; the iterable may make each history as it is asked for. */
    public static Analysis judge(
            Iterable<HopHistory> histories, List<Edge> edges, JvmContext context, Profile profile) {
        Judge judge = new Judge(profile, context);
        histories.forEach(judge::accept);
        return judge.finish(edges);
    }

    /** The verdict on one hop; {@link #finish} may add tags, and answers, that only the whole chain shows. */
    public HopVerdict accept(HopHistory history) {
        HopVerdict verdict = hopJudge.judge(history);
        verdicts.add(verdict);
        if (Pausing.mayPause(history)) {
            pausing.add(verdict, hopJudge.judge(history, true));
        }
        waiting.put(verdict.hop().id(), Waiting.of(history));
        return verdict;
    }

    /** Chains and findings over all hops that were accepted. */
    public Analysis finish(List<Edge> edges) {
        List<Edge> accepted = Chains.accepted(verdicts, edges);
        Set<Long> onEventLoops = Findings.onEventLoops(verdicts, accepted, context.blockedLoops());
        List<HopVerdict> hops = Brokers.slowedByWhatTheyFeed(pausing.judged(verdicts, accepted), accepted).stream()
                .map(verdict -> onEventLoops.contains(verdict.hop().id()) ? onEventLoop(verdict) : verdict)
                .toList();
        List<Chain> chains = new Chains(hops, accepted, waiting).find();
        return new Analysis(hops, accepted, chains, Findings.of(hops, accepted, chains, context), context, notes(hops));
    }

    private static HopVerdict onEventLoop(HopVerdict verdict) {
        EnumSet<Tag> tags = EnumSet.of(Tag.ON_EVENT_LOOP);
        tags.addAll(verdict.tags());
        return new HopVerdict(
                verdict.hop(),
                verdict.verdict(),
                List.copyOf(tags),
                verdict.confidence(),
                verdict.episodes(),
                verdict.totals(),
                verdict.load(),
                verdict.headroom(),
                verdict.latencyCostSeconds(),
                verdict.exhaustion(),
                verdict.reasons());
    }

    private List<String> notes(List<HopVerdict> hops) {
        List<String> notes = new ArrayList<>();
        if (!context.agentSeen()) {
            notes.add(
                    "the recording holds nothing of the agent's: a window without a sample may be one that was not seen");
        }
        if (!context.hasHeap()) {
            notes.add(
                    "the recording has no heap data (jdk.GCHeapSummary), so no time until the heap is full is claimed");
        }
        if (context.lostSamples() > 0 || context.dataLossBytes() > 0) {
            notes.add("data was lost (" + context.lostSamples() + " samples, " + context.dataLossBytes()
                    + " bytes): confidence is lowered");
        }
        long folded = hops.stream().filter(hop -> hop.has(Tag.FOLDED)).count();
        if (folded > 0) {
            notes.add(folded + " entries stand for several buffers each, so theirs are sums");
        }
        return notes;
    }
}
