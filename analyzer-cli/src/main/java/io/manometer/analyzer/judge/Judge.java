package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Analysis;
import io.manometer.analyzer.model.Edge;
import io.manometer.analyzer.model.HopHistory;
import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.JvmContext;
import java.util.List;

/**
 * Judges the hops of one recording. Histories come one at a time and are not kept, so that memory does not grow with
 * the length of the recording: {@link #accept} for each hop, then {@link #finish} once.
 */
public final class Judge {
    private final Profile profile;
    private final JvmContext context;

    public Judge(Profile profile, JvmContext context) {
        this.profile = profile;
        this.context = context;
    }

    /** Judges all of it; the iterable may make each history as it is asked for. */
    public static Analysis judge(
            Iterable<HopHistory> histories, List<Edge> edges, JvmContext context, Profile profile) {
        Judge judge = new Judge(profile, context);
        histories.forEach(judge::accept);
        return judge.finish(edges);
    }

    /** The verdict on one hop, which {@link #finish} may still adorn with what only the whole chain shows. */
    public HopVerdict accept(HopHistory history) {
        throw new UnsupportedOperationException("not yet: " + profile + context + history);
    }

    /** Chains and findings over all hops that were accepted. */
    public Analysis finish(List<Edge> edges) {
        throw new UnsupportedOperationException("not yet: " + edges);
    }
}
