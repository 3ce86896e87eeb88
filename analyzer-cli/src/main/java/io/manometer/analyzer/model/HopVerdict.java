package io.manometer.analyzer.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was concluded of one hop.
 *
 * @param tags in the order of {@link Tag}
 * @param episodes oldest first
 * @param latencyCostSeconds what the depth at the end costs whoever waits behind it: depth / service rate; for work in
 *     progress ({@link Hop#depthIncludesRunning}) the time that a task takes, by Little's law
 * @param exhaustion null unless it grows for sure and something that can run out is known
 * @param reasons the evidence in plain sentences, the most important first; says why, where a gate failed
 */
public record HopVerdict(
        Hop hop,
        Verdict verdict,
        List<Tag> tags,
        Confidence confidence,
        List<Episode> episodes,
        Totals totals,
        Load load,
        Headroom headroom,
        double latencyCostSeconds,
        @Nullable Exhaustion exhaustion,
        List<String> reasons) {

    public boolean has(Tag tag) {
        return tags.contains(tag);
    }
}
