package io.manometer.analyzer.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hops that feed each other, seen from one bottleneck. A stage is "the consumers of a hop".
 *
 * @param hops ids, upstream first; in a graph with branches, ordered so that nothing comes before what feeds it
 * @param bottleneck the hop whose consumers are the bottleneck; null when no stage was busy enough to be one
 * @param stage readable name of the bottleneck stage: the pool's thread pattern or the hop's name; empty without one
 * @param verdict null when no hop of it was ever under pressure
 * @param brokenAt the hop at which the pressure ends; null unless {@link ChainVerdict#BROKEN}
 * @param stages one for each hop, in their order, over the time in which the bottleneck was under pressure
 * @param crossCheck whether the waiting on both sides of each buffer points at the same bottleneck
 */
public record Chain(
        List<Long> hops,
        @Nullable Long bottleneck,
        String stage,
        @Nullable ChainVerdict verdict,
        @Nullable Long brokenAt,
        List<Coupling> couplings,
        List<Stage> stages,
        CrossCheck crossCheck) {

    /** Whether pressure of the bottleneck reaches the source. */
    public enum ChainVerdict {
        PROPAGATES_TO_SOURCE,
        BROKEN
    }

    /** What the arrow rule says of the bottleneck that verdicts and edges gave. */
    public enum CrossCheck {
        AGREES,
        DISAGREES,
        /** Nobody waited on either side of the buffers that could tell, as around a buffer without a limit. */
        SILENT
    }

    /**
     * Head-of-line coupling: a producer that waits for room in one branch starves another.
     *
     * @param blocking the branch with the problem
     * @param starved the branch that only suffers from it
     */
    public record Coupling(long blocking, long starved) {}
}
