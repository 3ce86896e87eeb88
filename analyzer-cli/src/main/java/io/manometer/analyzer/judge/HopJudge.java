package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Confidence;
import io.manometer.analyzer.model.Episode;
import io.manometer.analyzer.model.Exhaustion;
import io.manometer.analyzer.model.Headroom;
import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.HopHistory;
import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.JvmContext;
import io.manometer.analyzer.model.Load;
import io.manometer.analyzer.model.Tag;
import io.manometer.analyzer.model.Totals;
import io.manometer.analyzer.model.Verdict;
import io.manometer.analyzer.model.Window;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The verdict on one hop from its own history, and the numbers that every report gives. */
final class HopJudge {
    private static final double LOADED = 0.7;
    private static final double FILL_WARNING = 0.7;
    private static final double FILL_CRITICAL = 0.9;

    private final Profile profile;
    private final JvmContext context;

    HopJudge(Profile profile, JvmContext context) {
        this.profile = profile;
        this.context = context;
    }

    HopVerdict judge(HopHistory history) {
        return judge(history, false);
    }

    /** @param fedIsPressed whether a hop that this one feeds is known to be under pressure */
    HopVerdict judge(HopHistory history, boolean fedIsPressed) {
        Hop hop = history.hop();
        Series series = Series.of(history);
        Pace pace = Pace.of(series);
        Utilisation utilisation = Utilisation.of(series);
        List<String> failures = Gates.failures(history, series, context);
        Signal signal = Signal.of(history, fedIsPressed);
        List<Episode> episodes = series.size() == 0
                ? List.of()
                : new Episodes(hop, signal, series, pace, profile.targetSeconds()).find();
        Episode primary = failures.isEmpty() ? Primary.of(episodes) : null;
        Verdict verdict =
                failures.isEmpty() ? verdict(hop, series, pace, utilisation, primary) : Verdict.INSUFFICIENT_DATA;
        boolean little = Gates.littleHolds(history, series);
        long bytesPerItem = Bounds.bytesPerItem(hop, series);
        Exhaustion exhaustion = primary == null ? null : Exhaustions.of(hop, primary, bytesPerItem, context);
        Double served = Headrooms.serviceCapacity(series, utilisation);
        if (served == null && primary != null && pace.serviceRate() > 0) {
            served = pace.serviceRate();
        }
        Set<Tag> tags = tags(hop, series, primary);
        if (Bounds.isEffectivelyUnbounded(hop, served, bytesPerItem, context)) {
            tags.add(Tag.EFFECTIVELY_UNBOUNDED);
        }
        Load load = load(series, pace, utilisation);
        long depth = series.size() == 0 ? 0 : series.get(series.size() - 1).depth();
        Headroom headroom = Headrooms.of(hop, series, utilisation);
        List<String> reasons =
                failures.isEmpty() ? Reasons.of(verdict, primary, episodes, load, exhaustion, little) : failures;
        reasons = new ArrayList<>(reasons);
        if (history.pollGap().share() >= FILL_WARNING) {
            tags.add(Tag.NEAR_POLL_LIMIT);
            reasons.add(Brokers.nearTheLimit(history.pollGap()));
        }
        if (primary != null) {
            reasons.addAll(Reasons.where(hop, series, history.worstChannels()));
        }
        return new HopVerdict(
                hop,
                verdict,
                List.copyOf(tags),
                confidence(verdict, primary, series, little),
                episodes,
                totals(history, depth),
                load,
                headroom,
                pace.secondsOf(depth),
                exhaustion,
                List.copyOf(reasons));
    }

    private Verdict verdict(Hop hop, Series series, Pace pace, Utilisation utilisation, @Nullable Episode primary) {
        if (primary != null) {
            return primary.verdict();
        }
        Double busy = utilisation.p99();
        return (busy != null && busy >= LOADED) || isTouched(hop, series, pace) ? Verdict.HEALTHY : Verdict.UNTESTED;
    }

    /** Whether work ever had to wait to speak of; work in progress waits for nothing. */
    private boolean isTouched(Hop hop, Series series, Pace pace) {
        if (hop.depthIncludesRunning()) {
            return false;
        }
        double depth = Statistics.quantile(series.values(Window::depthMax), 0.99);
        boolean deep = depth >= 2 && pace.secondsOf(depth) > profile.targetSeconds();
        return deep || fill(hop, series) >= FILL_WARNING;
    }

    private static double fill(Hop hop, Series series) {
        if (!hop.bounded() || hop.capacity() <= 0) {
            return 0;
        }
        return Statistics.quantile(series.values(Window::depthMax), 0.99) / hop.capacity();
    }

    /** By length of the evidence, one step less for each check that failed. */
    private Confidence confidence(Verdict verdict, @Nullable Episode primary, Series series, boolean littleHolds) {
        if (verdict == Verdict.INSUFFICIENT_DATA) {
            return Confidence.LOW;
        }
        Confidence confidence = primary == null || verdict == Verdict.BURST
                ? Episodes.confidence(series.seconds())
                : primary.confidence();
        if (!littleHolds) {
            confidence = confidence.lowered();
        }
        if (context.dataLossBytes() > 0 || context.lostSamples() > 0) {
            confidence = confidence.lowered();
        }
        return confidence;
    }

    private static EnumSet<Tag> tags(Hop hop, Series series, @Nullable Episode primary) {
        EnumSet<Tag> tags = EnumSet.noneOf(Tag.class);
        tags.addAll(primary == null ? List.of() : primary.tags());
        tags.addAll(Refused.of(series.part(0, series.size())).tags());
        addIf(tags, Tag.UNBOUNDED, !hop.bounded() && !Brokers.keeps(hop));
        addIf(
                tags,
                Tag.UNBOUNDED_ON_PURPOSE,
                !hop.bounded() && !Brokers.keeps(hop) && Bounds.purpose(hop).isPresent());
        addIf(tags, Tag.DURABLE, Brokers.keeps(hop));
        addIf(tags, Tag.THREADS, hop.depthIncludesRunning());
        addIf(tags, Tag.SIDE, hop.side());
        addIf(tags, Tag.FOLDED, hop.instances() > 1);
        addIf(tags, Tag.SEEN_LATE, hop.seenLate());
        double fill = fill(hop, series);
        addIf(tags, Tag.FILL_CRITICAL, fill >= FILL_CRITICAL);
        addIf(tags, Tag.FILL_WARNING, fill >= FILL_WARNING && fill < FILL_CRITICAL);
        return tags;
    }

    private static void addIf(Set<Tag> tags, Tag tag, boolean condition) {
        if (condition) {
            tags.add(tag);
        }
    }

    /** Of all windows that were seen: those that are evidence for nothing hold counts all the same. */
    private static Totals totals(HopHistory history, long depth) {
        List<Window> seen =
                history.windows().stream().filter(window -> !window.missing()).toList();
        return new Totals(
                sum(seen, Window::nanos) / 1e9,
                sum(seen, Window::arrivals),
                sum(seen, Window::departures),
                Refused.of(seen).counts(),
                depth,
                seen.stream().mapToLong(Window::depthMax).max().orElse(0),
                sum(seen, Window::producerBlocked),
                sum(seen, Window::consumerStarved));
    }

    private static long sum(List<Window> windows, ToLongFunction<Window> value) {
        return windows.stream().mapToLong(value).sum();
    }

    private static Load load(Series series, Pace pace, Utilisation utilisation) {
        double seconds = Math.max(series.seconds(), 1e-9);
        long arrivals = series.sum(Window::arrivals);
        long departures = series.sum(Window::departures);
        double wait = Gates.waitSeconds(series);
        return new Load(
                arrivals / seconds,
                departures / seconds,
                pace.serviceRate(),
                departures > 0 ? (double) arrivals / departures : null,
                utilisation.mean(),
                utilisation.p99(),
                Responses.of(series.part(0, series.size())).blocked(),
                utilisation.starved(),
                wait > 0 ? wait : null);
    }
}
