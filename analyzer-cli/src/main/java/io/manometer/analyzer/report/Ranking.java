package io.manometer.analyzer.report;

import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.Tag;
import io.manometer.analyzer.model.Totals;
import io.manometer.analyzer.model.Verdict;
import java.util.Comparator;
import java.util.List;

/** What a person should see first. */
final class Ranking {
    private static final List<Verdict> WORST_FIRST = List.of(
            Verdict.STALLED,
            Verdict.ABSORBS,
            Verdict.ABSORBS_IGNORING,
            Verdict.MIXED,
            Verdict.SHEDS,
            Verdict.SATURATED_UNVERIFIED,
            Verdict.STRANDED,
            Verdict.STANDING,
            Verdict.DEGRADES_CALLER,
            Verdict.PROPAGATES,
            Verdict.BURST,
            Verdict.HEALTHY,
            Verdict.INSUFFICIENT_DATA,
            Verdict.UNTESTED);

    private Ranking() {}

    /** Worst verdict first, side buffers last, then the one in which most waited. */
    static List<HopVerdict> worstFirst(List<HopVerdict> hops) {
        return hops.stream()
                .sorted(Comparator.comparing((HopVerdict hop) -> hop.has(Tag.SIDE))
                        .thenComparing(hop -> WORST_FIRST.indexOf(hop.verdict()))
                        .thenComparing(hop -> -growth(hop))
                        .thenComparing(hop -> -hop.totals().depthMax())
                        .thenComparing(hop -> -hop.totals().arrivals())
                        .thenComparing(hop -> hop.hop().id()))
                .toList();
    }

    /** Whether it deserves a paragraph of its own. */
    static boolean flagged(HopVerdict hop) {
        return switch (hop.verdict()) {
            case STALLED, ABSORBS, ABSORBS_IGNORING, MIXED, SATURATED_UNVERIFIED, STRANDED, STANDING -> true;
            case SHEDS, DEGRADES_CALLER -> true;
            case PROPAGATES, BURST, HEALTHY, INSUFFICIENT_DATA, UNTESTED ->
                hop.has(Tag.ON_EVENT_LOOP) || hop.has(Tag.NEAR_POLL_LIMIT);
        };
    }

    /** Pools that the JDK or a library keeps ready, such as the common pool: nothing to read about until they are used. */
    static boolean isIdle(HopVerdict hop) {
        Totals totals = hop.totals();
        return hop.hop().site().isEmpty()
                && totals.arrivals() == 0
                && totals.departures() == 0
                && totals.depthMax() == 0
                && totals.refusals().total() == 0;
    }

    static double growth(HopVerdict hop) {
        return hop.episodes().stream()
                .filter(episode -> episode.growing())
                .reduce((earlier, later) -> later)
                .map(episode -> episode.growth().estimate())
                .orElse(0.0);
    }
}
