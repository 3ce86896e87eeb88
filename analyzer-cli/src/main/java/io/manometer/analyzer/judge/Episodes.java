package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Activation;
import io.manometer.analyzer.model.Confidence;
import io.manometer.analyzer.model.Episode;
import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.Shares;
import io.manometer.analyzer.model.Tag;
import io.manometer.analyzer.model.Verdict;
import io.manometer.analyzer.model.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the times in which work stood in a hop, or in which its limit answered, and gives each its verdict.
 *
 * <p>A window belongs to an episode when the floor (lowest depth of the last W windows) holds more than the target's worth
 * of work, or when the answers of the last W windows are above their thresholds: a tiny buffer at its limit holds only
 * milliseconds of work. An episode starts W - 1 windows before the first such window.
 */
final class Episodes {
    private static final double FLOW_MATCHED = 0.05;
    private static final double FULL = 0.9;
    private static final double LONG_ENOUGH_TO_TELL_SECONDS = 60;
    /** In a thousand simulated runs the one sure false alarm had a lower bound of 12 % of the estimate. */
    private static final double SURE_OF_GROWTH = 0.25;

    private static final double NOTICEABLE_SHARE = 0.05;
    private static final double NOTICEABLE_SECONDS = 1;
    private static final int FORMER_BURSTS = 2;
    private static final double AS_LONG_AS_BEFORE = 1.5;

    private final Hop hop;
    private final Signal signal;
    private final Series series;
    private final Pace pace;
    private final double targetSeconds;
    private final GrowthRule growthRule;

    Episodes(Hop hop, Signal signal, Series series, Pace pace, double targetSeconds) {
        this.signal = signal;
        this.hop = hop;
        this.series = series;
        this.pace = pace;
        this.targetSeconds = targetSeconds;
        this.growthRule = new GrowthRule(series, pace, targetSeconds);
    }

    /** Windows {@code from} to {@code to}, the latter excluded. */
    private record Span(int from, int to) {
        int length() {
            return to - from;
        }
    }

    List<Episode> find() {
        Optional<Span> stall = stall();
        List<Episode> episodes = new ArrayList<>();
        List<Integer> bursts = new ArrayList<>();
        for (Span span : spans(stall.map(Span::from).orElse(series.size()))) {
            List<Episode> judged = judge(span, bursts);
            episodes.addAll(judged);
            if (judged.stream().allMatch(episode -> episode.verdict() == Verdict.BURST)) {
                bursts.add(span.length());
            }
        }
        stall.ifPresent(span -> episodes.add(stalled(span)));
        return episodes;
    }

    // ---- where the episodes are

    /** The run of windows at the end in which nothing left a hop that was never empty, if it is long enough. */
    private Optional<Span> stall() {
        int from = series.size();
        while (from > 0 && Pace.isWaiting(series.get(from - 1))) {
            from--;
        }
        boolean longEnough = series.size() - from >= pace.shortestStall(series);
        return longEnough && !hop.depthIncludesRunning()
                ? Optional.of(new Span(from, series.size()))
                : Optional.empty();
    }

    private List<Span> spans(int end) {
        List<Span> spans = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= end; i++) {
            boolean pressed = i < end && (stands(i) || answers(i));
            if (pressed && start < 0) {
                start = Math.max(0, i - pace.interval() + 1);
            } else if (!pressed && start >= 0) {
                join(spans, new Span(start, i));
                start = -1;
            }
        }
        return spans;
    }

    /** Moving a start back may reach into the episode before; then the two are one. */
    private static void join(List<Span> spans, Span span) {
        if (!spans.isEmpty() && spans.get(spans.size() - 1).to() > span.from()) {
            Span before = spans.remove(spans.size() - 1);
            spans.add(new Span(before.from(), span.to()));
        } else {
            spans.add(span);
        }
    }

    private boolean stands(int index) {
        if (series.get(index).depthMin() < 2 || index + 1 < pace.interval()) {
            return false;
        }
        long floor = series.lowest(index + 1 - pace.interval(), index + 1);
        return floor >= 2 && pace.secondsOf(floor) > targetSeconds;
    }

    private boolean answers(int index) {
        int from = index + 1 - pace.interval();
        if (from < 0) {
            return false;
        }
        List<Window> recent = series.part(from, index + 1);
        return recent.stream().anyMatch(Episodes::anyAnswer) && Responses.activated(shares(recent));
    }

    private Shares shares(Span span) {
        return shares(series.part(span.from(), span.to()));
    }

    private Shares shares(List<Window> windows) {
        return Responses.of(windows, signal::pausedNanos);
    }

    private static boolean anyAnswer(Window window) {
        return window.producerBlocked() > 0
                || window.refused() > 0
                || window.callerRuns() > 0
                || window.paused() > 0
                || window.notWritable() > 0;
    }

    // ---- what they are

    private Episode stalled(Span span) {
        List<Window> windows = series.part(span.from(), span.to());
        boolean wanted = windows.stream()
                .anyMatch(window -> window.arrivals() > 0
                        || window.refused() > 0
                        || window.producerBlocked() > 0
                        || window.notWritable() > 0);
        // While a handler hangs nobody learns what arrives at the broker.
        wanted |= Brokers.keeps(hop) && windows.stream().skip(1).allMatch(Brokers::isHandling);
        Shares shares = shares(windows);
        // Nothing leaves because the peer doesn't read; that it grows is the writer's doing.
        boolean ignoring = shares.addedNotWritable() >= Responses.ADDED_NOT_WRITABLE;
        Verdict verdict = ignoring ? Verdict.ABSORBS_IGNORING : wanted ? Verdict.STALLED : Verdict.STRANDED;
        return episode(span, verdict, Set.of(), shares, growthRule.test(span.from(), span.to()), firstAnswer(span));
    }

    private List<Episode> judge(Span span, List<Integer> bursts) {
        int activation = firstAnswer(span);
        boolean open = span.to() == series.size();
        GrowthRule.Growth growth = growthRule.test(span.from(), span.to());
        if (span.length() < pace.shortestEpisode(series) || (open && isUsual(span, bursts))) {
            return burst(span, growth, activation);
        }
        Span answered = new Span(activation < 0 ? span.from() : activation, span.to());
        Shares shares = shares(answered);
        Verdict response = activation < 0 ? Verdict.BURST : response(answered, shares);
        Signal.Heed heed = signal.heed(series, answered.from(), answered.to(), grow(answered));
        boolean held = response == Verdict.PROPAGATES;
        if (open && heed == Signal.Heed.IGNORED && (held || !response.responds())) {
            return List.of(episode(span, Verdict.ABSORBS_IGNORING, Set.of(), shares, growth, activation));
        }
        boolean doubtful = held && heed != Signal.Heed.HEEDED;
        if (response.responds() && !doubtful) {
            return responded(span, answered, response, shares);
        }
        if (!open) {
            return burst(span, growth, activation);
        }
        if (doubtful && !growth.growing()) {
            return List.of(episode(span, Verdict.INSUFFICIENT_DATA, Set.of(), shares, growth, activation));
        }
        return unanswered(span, shares, growth, activation);
    }

    /** As long as the bursts before it, which all drained: nothing suggests that this one won't. */
    private static boolean isUsual(Span span, List<Integer> bursts) {
        int longest = bursts.stream().mapToInt(Integer::intValue).max().orElse(0);
        return bursts.size() >= FORMER_BURSTS && span.length() <= AS_LONG_AS_BEFORE * longest;
    }

    private List<Episode> burst(Span span, GrowthRule.Growth growth, int activation) {
        if (hop.depthIncludesRunning()) {
            return List.of();
        }
        Shares shares = shares(span);
        Set<Tag> tags = refusalTags(span, shares);
        if (span.to() == series.size() && isTooShort(span, growth)) {
            tags.add(Tag.TOO_SHORT);
        }
        return List.of(episode(span, Verdict.BURST, tags, shares, growth, activation));
    }

    /** The hop's limit answered; what it took in before that is an episode of its own when it grew for long enough. */
    private List<Episode> responded(Span span, Span answered, Verdict response, Shares shares) {
        Set<Tag> tags = responseTags(answered, response, shares);
        Span before = new Span(span.from(), answered.from());
        if (before.length() >= pace.shortestEpisode(series)) {
            GrowthRule.Growth growth = growthRule.test(before.from(), before.to());
            if (growth.growing()) {
                Shares none = shares(before);
                return List.of(
                        episode(before, Verdict.ABSORBS, Set.of(), none, growth, -1),
                        episode(answered, response, tags, shares, grow(answered), answered.from()));
            }
        }
        return List.of(episode(span, response, tags, shares, grow(span), answered.from()));
    }

    private GrowthRule.Growth grow(Span span) {
        return growthRule.test(span.from(), span.to());
    }

    private Verdict response(Span span, Shares shares) {
        EnumSet<Verdict> responses = EnumSet.noneOf(Verdict.class);
        if (shares.callerRuns() >= Responses.CALLER_RUNS) {
            responses.add(Verdict.DEGRADES_CALLER);
        }
        if (shares.refused() >= Responses.REFUSED) {
            responses.add(Verdict.SHEDS);
        }
        boolean pauses = Brokers.keeps(hop) && shares.paused() >= Responses.PAUSED;
        if (Responses.heldBack(shares) >= Responses.BLOCKED && (pauses || isFlowMatched(onceFull(span)))) {
            responses.add(Verdict.PROPAGATES);
        }
        return switch (responses.size()) {
            case 0 -> Verdict.BURST;
            case 1 -> responses.iterator().next();
            default -> Verdict.MIXED;
        };
    }

    /** Without the window in which the limit answered first: what filled the buffer up came in and did not leave. */
    private static Span onceFull(Span answered) {
        return answered.length() < 2 ? answered : new Span(answered.from() + 1, answered.to());
    }

    /** Filling up takes arrivals that don't leave; what counts is the time after. */
    private static Span secondHalf(Span span) {
        return new Span(span.from() + span.length() / 2, span.to());
    }

    private boolean isFlowMatched(Span span) {
        double arrivals = series.sum(span.from(), span.to(), Window::arrivals);
        double departures = series.sum(span.from(), span.to(), Window::departures);
        return Math.abs(arrivals - departures) <= Math.max(2, FLOW_MATCHED * Math.max(arrivals, departures));
    }

    private List<Episode> unanswered(Span span, Shares shares, GrowthRule.Growth growth, int activation) {
        if (growth.growing() && !(hop.depthIncludesRunning() && hasSettled(span, growth))) {
            boolean ignoring = shares.addedNotWritable() >= Responses.ADDED_NOT_WRITABLE;
            Verdict verdict = ignoring ? Verdict.ABSORBS_IGNORING : Verdict.ABSORBS;
            return List.of(episode(span, verdict, Set.of(), shares, growth, activation));
        }
        if (hop.depthIncludesRunning()) {
            return List.of();
        }
        if (isFull(span)) {
            if (Responses.heldBack(shares) >= Responses.SEEN_BLOCKING && isFlowMatched(secondHalf(span))) {
                return List.of(episode(span, Verdict.PROPAGATES, Set.of(Tag.WEAK), shares, growth, activation));
            }
            return List.of(episode(span, Verdict.SATURATED_UNVERIFIED, Set.of(), shares, growth, activation));
        }
        if (isTooShort(span, growth)) {
            Set<Tag> tags = EnumSet.of(Tag.TOO_SHORT);
            return List.of(episode(span, Verdict.INSUFFICIENT_DATA, tags, shares, growth, activation));
        }
        boolean stands = pace.secondsOf(floor(span)) > targetSeconds;
        return List.of(episode(span, stands ? Verdict.STANDING : Verdict.BURST, Set.of(), shares, growth, activation));
    }

    /**
     * Deeper by a noticeable part of what came in, yet the growth rule does not hold: in bursty load of less than a
     * minute that is an overload about as often as not, so no guess is made.
     */
    private boolean isTooShort(Span span, GrowthRule.Growth growth) {
        return series.seconds(span.from(), span.to()) < LONG_ENOUGH_TO_TELL_SECONDS && isNoticeable(growth);
    }

    private static boolean isNoticeable(GrowthRule.Growth growth) {
        return growth.absorbedShare() >= NOTICEABLE_SHARE && growth.growthSeconds() > NOTICEABLE_SECONDS;
    }

    /**
     * Work in progress rises for as long as the first tasks take, and then stays; that is no growth. It has settled when
     * the last third grew at less than half of the whole episode's pace.
     */
    private boolean hasSettled(Span span, GrowthRule.Growth growth) {
        int from = span.to() - span.length() / 3;
        double grown = series.get(span.to() - 1).depth() - (double) series.depthBefore(from);
        return grown < 0.5 * growth.slope().estimate() * series.seconds(from, span.to());
    }

    private boolean isFull(Span span) {
        if (!hop.bounded() || hop.capacity() <= 0) {
            return false;
        }
        long full = series.part(span.from(), span.to()).stream()
                .filter(window -> window.depth() >= FULL * hop.capacity())
                .count();
        return 2 * full >= span.length();
    }

    private int firstAnswer(Span span) {
        for (int i = span.from(); i < span.to(); i++) {
            if (anyAnswer(series.get(i)) && Responses.activated(shares(new Span(i, i + 1)))) {
                return i;
            }
        }
        return -1;
    }

    // ---- what there is to know about them

    private Set<Tag> responseTags(Span span, Verdict response, Shares shares) {
        Set<Tag> tags = refusalTags(span, shares);
        if (response == Verdict.PROPAGATES || response == Verdict.MIXED) {
            tags.add(Responses.heldBack(shares) >= Responses.BLOCKED_STRONGLY ? Tag.STRONG : Tag.WEAK);
        }
        return tags;
    }

    private Set<Tag> refusalTags(Span span, Shares shares) {
        Set<Tag> tags = EnumSet.noneOf(Tag.class);
        if (shares.refused() < Responses.REFUSED) {
            return tags;
        }
        List<Window> windows = series.part(span.from(), span.to());
        tags.addAll(Refused.of(windows).tags());
        if (RetryStorm.shows(windows)) {
            tags.add(Tag.RETRY_STORM);
        }
        return tags;
    }

    private Episode episode(
            Span span, Verdict verdict, Set<Tag> tags, Shares shares, GrowthRule.Growth growth, int activation) {
        return new Episode(
                series.startMillis(span.from()),
                series.get(span.to() - 1).endMillis(),
                verdict,
                List.copyOf(tags),
                confidence(span, verdict, growth),
                span.to() == series.size(),
                series.sum(span.from(), span.to(), Window::arrivals),
                series.sum(span.from(), span.to(), Window::departures),
                shares,
                series.depthBefore(span.from()),
                series.get(span.to() - 1).depth(),
                pace.secondsOf(floor(span)),
                growth.slope(),
                growth.growing()
                        || (verdict == Verdict.ABSORBS_IGNORING
                                && growth.slope().estimate() > 0),
                activation < 0 ? null : activation(activation));
    }

    private Activation activation(int index) {
        Window window = series.get(index);
        return new Activation(window.endMillis(), window.depth(), pace.secondsOf(window.depth()));
    }

    /** Median over the span of the lowest depth in W windows. */
    private double floor(Span span) {
        double[] floors = new double[span.length()];
        for (int i = span.from(); i < span.to(); i++) {
            floors[i - span.from()] = series.lowest(Math.max(span.from(), i + 1 - pace.interval()), i + 1);
        }
        Arrays.sort(floors);
        return floors[floors.length / 2];
    }

    /** One step less where the slope's bounds are too wide for the verdict: both happen in bursty load only. */
    private Confidence confidence(Span span, Verdict verdict, GrowthRule.Growth growth) {
        if ((verdict == Verdict.STALLED || verdict == Verdict.STRANDED) && series.wasNeverTakenFrom(hop)) {
            return Confidence.LOW;
        }
        Confidence byLength = confidence(series.seconds(span.from(), span.to()));
        double lower = growth.slope().lower();
        boolean unsure = switch (verdict) {
            case ABSORBS, ABSORBS_IGNORING ->
                lower < SURE_OF_GROWTH * growth.slope().estimate();
            case STANDING -> isNoticeable(growth);
            default -> false;
        };
        return unsure ? byLength.lowered() : byLength;
    }

    static Confidence confidence(double seconds) {
        if (seconds >= 60) {
            return Confidence.HIGH;
        }
        return seconds >= 30 ? Confidence.MEDIUM : Confidence.LOW;
    }
}
