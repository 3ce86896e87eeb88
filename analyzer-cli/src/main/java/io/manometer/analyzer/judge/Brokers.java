package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Edge;
import io.manometer.analyzer.model.Episode;
import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.PollGap;
import io.manometer.analyzer.model.Tag;
import io.manometer.analyzer.model.Verdict;
import io.manometer.analyzer.model.Window;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Topics as their consumers see them. The backlog is on the broker's disk, its producers are other processes, and nobody blocks: a
 * consumer passes pressure on by asking for less, paused or because what it feeds made it wait.
 */
final class Brokers {
    private Brokers() {}

    /** Whether a broker keeps what waits in this hop. */
    static boolean keeps(Hop hop) {
        return hop.kind().equals("kafka-consumer") || hop.kind().equals("consumer");
    }

    /** Whether all consumers had left poll, and none came back in the window. */
    static boolean isHandling(Window window) {
        return window.consumers() > 0 && window.consumersWaiting() == 0 && window.consumerStarved() == 0;
    }

    /** Headroom that a handler had left, or not. */
    static String nearTheLimit(PollGap gap) {
        String away = "a consumer was away from poll for " + Text.seconds(gap.longestNanos() / 1e9) + " of the "
                + Text.seconds(gap.limitNanos() / 1e9) + " of max.poll.interval.ms";
        return gap.share() < 1
                ? away + ": a little longer and its group takes its partitions away"
                : away + ", so its group took its partitions away";
    }

    /** Lag that grows because what the consumers feed holds them back is pressure passed on, not absorbed. */
    static List<HopVerdict> slowedByWhatTheyFeed(List<HopVerdict> verdicts, List<Edge> accepted) {
        Map<Long, HopVerdict> byHop = verdicts.stream()
                .collect(Collectors.toMap(verdict -> verdict.hop().id(), Function.identity()));
        return verdicts.stream()
                .map(verdict -> slowed(verdict, byHop, accepted))
                .toList();
    }

    private static HopVerdict slowed(HopVerdict verdict, Map<Long, HopVerdict> byHop, List<Edge> accepted) {
        boolean lags = verdict.verdict() == Verdict.ABSORBS || verdict.verdict() == Verdict.STANDING;
        if (!lags || !keeps(verdict.hop())) {
            return verdict;
        }
        for (Edge edge : accepted) {
            HopVerdict fed = byHop.get(edge.to());
            if (edge.from() == verdict.hop().id() && fed != null && Chains.holdsBack(fed)) {
                return propagating(verdict, fed.hop());
            }
        }
        return verdict;
    }

    private static HopVerdict propagating(HopVerdict verdict, Hop full) {
        EnumSet<Tag> tags = EnumSet.of(Tag.DURABLE);
        tags.addAll(verdict.tags());
        List<String> reasons = new ArrayList<>();
        reasons.add("its consumers had to wait for room in " + full.name()
                + " and polled less, so what was produced meanwhile stays with the broker");
        reasons.addAll(verdict.reasons());
        List<Episode> episodes = verdict.episodes();
        return new HopVerdict(
                verdict.hop(),
                Verdict.PROPAGATES,
                List.copyOf(tags),
                verdict.confidence(),
                episodes,
                verdict.totals(),
                verdict.load(),
                verdict.headroom(),
                verdict.latencyCostSeconds(),
                verdict.exhaustion(),
                reasons);
    }
}
