package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Activation;
import io.manometer.analyzer.model.Episode;
import io.manometer.analyzer.model.Exhaustion;
import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.Interval;
import io.manometer.analyzer.model.Load;
import io.manometer.analyzer.model.Shares;
import io.manometer.analyzer.model.Tag;
import io.manometer.analyzer.model.Verdict;
import io.manometer.analyzer.model.Window;
import io.manometer.analyzer.model.WorstChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The evidence for a verdict in plain sentences with numbers. */
final class Reasons {
    private static final double PRODUCER_CONSUMER_RATIO = 1.01;

    /** Seconds. */
    private static final double PAUSED_TO_SPEAK_OF = 0.1;

    private Reasons() {}

    static List<String> of(
            Verdict verdict,
            @Nullable Episode primary,
            List<Episode> episodes,
            Load load,
            @Nullable Exhaustion exhaustion,
            boolean littleHolds) {
        List<String> reasons = new ArrayList<>();
        if (primary == null) {
            reasons.add(quiet(verdict, load));
        } else {
            reasons.addAll(episode(primary, episodes));
        }
        Double ratio = load.producerConsumerRatio();
        if (ratio != null && ratio > PRODUCER_CONSUMER_RATIO) {
            reasons.add(String.format(Locale.ROOT, "for each item that left, %.2f came in", ratio));
        }
        if (exhaustion != null) {
            reasons.add(exhaustion(exhaustion));
        }
        if (!littleHolds) {
            reasons.add("depth, rate and sampled waits do not fit Little's law within 25 %, so confidence is lowered");
        }
        return reasons;
    }

    /** Whether anybody ever took from it, which connections waited most, and how long nothing was read. */
    static List<String> where(Hop hop, Series series, List<WorstChannel> worst) {
        List<String> reasons = new ArrayList<>();
        if (series.wasNeverTakenFrom(hop)) {
            reasons.add("nobody ever took from it or waited for work: it may be used as a list, not as a queue");
        }
        List<String> channels = worst.stream()
                .filter(channel -> channel.pending() > 0)
                .map(Reasons::channel)
                .toList();
        if (!channels.isEmpty()) {
            reasons.add("most waited for " + String.join(", ", channels));
        }
        double paused = series.sum(Window::paused) / 1e9;
        if (paused >= PAUSED_TO_SPEAK_OF) {
            reasons.add((Brokers.keeps(hop) ? "paused" : "reading was paused") + " for " + Text.seconds(paused) + " of "
                    + Text.seconds(series.seconds()));
        }
        return reasons;
    }

    private static String channel(WorstChannel channel) {
        String stopped = channel.notWritableNanos() == 0
                ? ""
                : ", not writable for up to " + Text.seconds(channel.notWritableNanos() / 1e9);
        return channel.remoteAddress() + " (" + Text.count(channel.pending()) + " bytes" + stopped + ")";
    }

    private static String quiet(Verdict verdict, Load load) {
        Double busy = load.utilisationP99();
        String use = busy == null ? "utilisation is unknown" : "utilisation was " + Text.percent(busy) + " at its p99";
        return verdict == Verdict.HEALTHY
                ? "work came and was always drained; " + use
                : "never under load, so nothing is known about overload; " + use;
    }

    private static List<String> episode(Episode episode, List<Episode> episodes) {
        List<String> reasons = new ArrayList<>();
        reasons.add(first(episode, episodes));
        Activation activation = episode.activation();
        if (activation != null && episode.verdict().responds()) {
            reasons.add("its limit first answered at a depth of " + Text.count(activation.depth()) + ", a wait of "
                    + Text.seconds(activation.latencySeconds()));
        }
        // Infinite where nothing was ever served: then it is no time.
        if (episode.floorSeconds() > 0 && Double.isFinite(episode.floorSeconds())) {
            reasons.add("at least " + Text.seconds(episode.floorSeconds()) + " of work stood there throughout");
        }
        return reasons;
    }

    private static String first(Episode episode, List<Episode> episodes) {
        Shares shares = episode.shares();
        String span = " in " + Text.seconds(episode.seconds());
        return switch (episode.verdict()) {
            case ABSORBS ->
                grew(episode) + "; producers were blocked " + Text.percent(shares.blocked()) + " of the time and "
                        + Text.percent(shares.refused()) + " of the offers refused";
            case ABSORBS_IGNORING ->
                grew(episode) + "; " + Text.percent(shares.addedNotWritable())
                        + " was added while the buffer was not writable";
            case STALLED ->
                "nothing left" + span + " while " + Text.count(episode.arrivals()) + " arrived and "
                        + Text.count(episode.depthEnd()) + " wait";
            case STRANDED -> "nothing left and nothing came" + span + ", " + Text.count(episode.depthEnd()) + " wait";
            case PROPAGATES ->
                "producers were held back " + Text.percent(Responses.heldBack(shares))
                        + " of the time, and no more came in than left (" + Text.count(episode.arrivals()) + " and "
                        + Text.count(episode.departures()) + ")" + span;
            case SHEDS -> Text.percent(shares.refused()) + " of the offers were refused or dropped" + span;
            case DEGRADES_CALLER -> Text.percent(shares.callerRuns()) + " of the offers were run by the caller" + span;
            case MIXED ->
                "several answers" + span + ": held back " + Text.percent(Responses.heldBack(shares))
                        + " of the time, refused " + Text.percent(shares.refused()) + ", run by the caller "
                        + Text.percent(shares.callerRuns());
            case SATURATED_UNVERIFIED -> "full" + span + ", and no producer was seen waiting or being refused";
            case STANDING -> "a constant backlog" + span + ", " + Text.count(episode.depthEnd()) + " at the end";
            case BURST -> bursts(episodes);
            case INSUFFICIENT_DATA -> untold(episode) + span + why(episode);
            case HEALTHY, UNTESTED -> "";
        };
    }

    private static String untold(Episode episode) {
        String what = episode.tags().contains(Tag.TOO_SHORT) ? "too short to tell" : "not sure";
        return what + ": depth rose from " + Text.count(episode.depthStart()) + " to " + Text.count(episode.depthEnd());
    }

    private static String why(Episode episode) {
        return episode.tags().contains(Tag.TOO_SHORT)
                ? ", as a burst and an overload both may; record at least a minute under load"
                : " and " + Text.percent(episode.shares().addedNotWritable())
                        + " was added while a channel was not writable, so some writer may ignore the signal; record for longer";
    }

    private static String grew(Episode episode) {
        Interval growth = episode.growth();
        return "depth grew from " + Text.count(episode.depthStart()) + " to " + Text.count(episode.depthEnd()) + " in "
                + Text.seconds(episode.seconds()) + ", " + Text.count(growth.estimate()) + " a second (90 % bounds "
                + Text.count(growth.lower()) + " to " + Text.count(growth.upper()) + ")";
    }

    private static String bursts(List<Episode> episodes) {
        double longest = episodes.stream().mapToDouble(Episode::seconds).max().orElse(0);
        return episodes.size() + (episodes.size() == 1 ? " burst" : " bursts") + ", the longest "
                + Text.seconds(longest);
    }

    private static String exhaustion(Exhaustion exhaustion) {
        String span = Text.seconds(exhaustion.fromSeconds()) + " to " + Text.seconds(exhaustion.toSeconds());
        return switch (exhaustion.what()) {
            case CAPACITY -> "full in " + span + " if it goes on";
            case HEAP ->
                "heap full in " + span + " if it goes on, or earlier: an item takes at least "
                        + exhaustion.bytesPerItem() + " bytes";
        };
    }
}
