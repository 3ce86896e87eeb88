package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Episode;
import io.manometer.analyzer.model.Verdict;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which episode speaks for the hop: the one that is still going on, unless it is a burst; else the worst. */
final class Primary {
    private static final List<Verdict> WORST_FIRST = List.of(
            Verdict.STALLED,
            Verdict.ABSORBS_IGNORING,
            Verdict.SHEDS,
            Verdict.MIXED,
            Verdict.DEGRADES_CALLER,
            Verdict.SATURATED_UNVERIFIED,
            Verdict.PROPAGATES,
            // Only one that its limit ended closes as ABSORBS: what the limit did then is the answer.
            Verdict.ABSORBS,
            Verdict.STANDING,
            Verdict.STRANDED,
            Verdict.BURST);

    private Primary() {}

    static @Nullable Episode of(List<Episode> episodes) {
        if (episodes.isEmpty()) {
            return null;
        }
        Episode last = episodes.get(episodes.size() - 1);
        if (last.openAtEnd() && last.verdict() != Verdict.BURST) {
            return last;
        }
        return episodes.stream()
                .min(Comparator.comparingInt(episode -> WORST_FIRST.indexOf(episode.verdict())))
                .orElseThrow();
    }
}
