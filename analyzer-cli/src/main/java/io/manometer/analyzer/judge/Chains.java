package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Chain;
import io.manometer.analyzer.model.Chain.ChainVerdict;
import io.manometer.analyzer.model.Chain.Coupling;
import io.manometer.analyzer.model.Chain.CrossCheck;
import io.manometer.analyzer.model.Edge;
import io.manometer.analyzer.model.Episode;
import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.Stage;
import io.manometer.analyzer.model.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From hops to chains. A stage is the consumers of a hop. The bottleneck is the stage behind a hop under pressure that
 * is not itself held back, downstream of those that are: Flink's rule; "the stage with 100 % back-pressure" would be
 * one of its victims.
 */
final class Chains {
    private static final long FEWEST_OBSERVATIONS = 20;
    private static final double SMALLEST_SHARE = 0.01;
    private static final Waiting.Sum NOTHING = new Waiting.Sum(0, 0, 0, 0, 0);

    private final Map<Long, HopVerdict> hops = new LinkedHashMap<>();
    private final Map<Long, Set<Long>> downstream = new HashMap<>();
    private final Map<Long, Set<Long>> upstream = new HashMap<>();

    private final List<Edge> edges;
    private final Map<Long, Waiting> waiting;

    /** @param waiting of each hop; one that is not in it tells nothing of its stage */
    Chains(List<HopVerdict> verdicts, List<Edge> accepted, Map<Long, Waiting> waiting) {
        this.edges = accepted;
        this.waiting = waiting;
        for (HopVerdict verdict : verdicts) {
            if (!verdict.hop().side()) {
                hops.put(verdict.hop().id(), verdict);
            }
        }
        for (Edge edge : accepted) {
            if (hops.containsKey(edge.from()) && hops.containsKey(edge.to())) {
                downstream
                        .computeIfAbsent(edge.from(), id -> new LinkedHashSet<>())
                        .add(edge.to());
                upstream.computeIfAbsent(edge.to(), id -> new LinkedHashSet<>()).add(edge.from());
            }
        }
    }

    /** Edges seen at least 20 times and for at least 1 % of what left the upstream hop; none from a hop to itself. */
    static List<Edge> accepted(List<HopVerdict> verdicts, List<Edge> edges) {
        Map<Long, Long> departures = new HashMap<>();
        // Edges count messages, which is no share of bytes.
        verdicts.forEach(verdict -> departures.put(
                verdict.hop().id(),
                verdict.hop().unit().equals("bytes") ? 0 : verdict.totals().departures()));
        List<Edge> accepted = edges.stream()
                .filter(edge -> edge.from() != edge.to())
                .filter(edge -> departures.containsKey(edge.from()) && departures.containsKey(edge.to()))
                .filter(edge -> edge.count() >= FEWEST_OBSERVATIONS)
                .filter(edge -> edge.count() >= SMALLEST_SHARE * departures.getOrDefault(edge.from(), 0L))
                .toList();
        return EdgeWeights.of(accepted, verdicts);
    }

    /** One chain per bottleneck; one without a bottleneck for hops that feed each other and are not under pressure. */
    List<Chain> find() {
        List<Chain> chains = new ArrayList<>();
        for (List<Long> component : components()) {
            List<Long> bottlenecks = component.stream()
                    .filter(id ->
                            isBottleneck(id) && hops(reachable(id, downstream)).noneMatch(this::isBottleneck))
                    .toList();
            List<Long> order = ordered(component);
            bottlenecks.forEach(id -> chains.add(chain(order, id)));
            if (bottlenecks.isEmpty() && component.size() > 1) {
                StateClocks clocks = clocks(Long.MIN_VALUE, Long.MAX_VALUE);
                List<Stage> stages = order.stream().map(id -> stage(clocks, id)).toList();
                chains.add(new Chain(order, null, "", null, null, List.of(), stages, CrossCheck.SILENT));
            }
        }
        return chains;
    }

    static String stageName(Hop hop) {
        return hop.threads().isEmpty() ? hop.name() : hop.threads();
    }

    private Chain chain(List<Long> order, long bottleneck) {
        Long broken = firstBreak(bottleneck);
        ChainVerdict verdict = broken == null ? ChainVerdict.PROPAGATES_TO_SOURCE : ChainVerdict.BROKEN;
        String stage = stageName(verdictOf(bottleneck).hop());
        StateClocks clocks = clocks(bottleneck);
        List<Stage> stages = order.stream().map(id -> stage(clocks, id)).toList();
        List<Stage> behind = hops(reachable(bottleneck, downstream))
                .map(id -> stage(clocks, id))
                .toList();
        CrossCheck check = ArrowRule.check(stage(clocks, bottleneck), behind);
        return new Chain(order, bottleneck, stage, verdict, broken, couplings(bottleneck), stages, check);
    }

    /** Who fills a topic waits, if at all, in another process, so its waiting points nowhere. */
    private Stage stage(StateClocks clocks, long id) {
        Stage stage = clocks.of(id);
        return Brokers.keeps(verdictOf(id).hop())
                ? new Stage(id, stage.producersBlocked(), stage.clock(), Stage.Arrow.NONE)
                : stage;
    }

    /** Over the time of the bottleneck's trouble: what was before would only blur it. */
    private StateClocks clocks(long bottleneck) {
        Episode episode = Primary.of(verdictOf(bottleneck).episodes());
        return episode == null
                ? clocks(Long.MIN_VALUE, Long.MAX_VALUE)
                : clocks(episode.fromMillis(), episode.toMillis());
    }

    private StateClocks clocks(long fromMillis, long toMillis) {
        return new StateClocks(
                id -> {
                    Waiting known = waiting.get(id);
                    return known == null ? NOTHING : known.between(fromMillis, toMillis);
                },
                edges);
    }

    // ---- pressure

    private boolean isBottleneck(long id) {
        return isPressed(verdictOf(id).verdict()) && !isHeldBack(id);
    }

    static boolean isPressed(Verdict verdict) {
        return switch (verdict) {
            case STALLED, STANDING, ABSORBS, ABSORBS_IGNORING, PROPAGATES, SHEDS, DEGRADES_CALLER -> true;
            case SATURATED_UNVERIFIED, MIXED -> true;
            case INSUFFICIENT_DATA, UNTESTED, HEALTHY, BURST, STRANDED -> false;
        };
    }

    /** Whether the consumers of a hop wait for room further down, or are made to work there. */
    private boolean isHeldBack(long id) {
        return hops(downstream.getOrDefault(id, Set.of())).anyMatch(next -> holdsBack(verdictOf(next)));
    }

    static boolean holdsBack(HopVerdict verdict) {
        return switch (verdict.verdict()) {
            case PROPAGATES, DEGRADES_CALLER -> true;
            case MIXED, STALLED -> verdict.load().blockedShare() >= Responses.BLOCKED;
            default -> false;
        };
    }

    /** Walks upstream from the bottleneck to the first hop at which the pressure ends. */
    private @Nullable Long firstBreak(long bottleneck) {
        Deque<Long> open = new ArrayDeque<>(List.of(bottleneck));
        Set<Long> seen = new LinkedHashSet<>(open);
        while (!open.isEmpty()) {
            long id = open.removeFirst();
            if (breaks(verdictOf(id))) {
                return id;
            }
            for (long previous : upstream.getOrDefault(id, Set.of())) {
                if (seen.add(previous)) {
                    open.addLast(previous);
                }
            }
        }
        return null;
    }

    private static boolean breaks(HopVerdict verdict) {
        return switch (verdict.verdict()) {
            case ABSORBS, ABSORBS_IGNORING, STANDING, SATURATED_UNVERIFIED -> true;
            case STALLED -> !holdsBack(verdict);
            default -> false;
        };
    }

    /** A producer that waits for room in the bottleneck's hop starves the other branches that it feeds. */
    private List<Coupling> couplings(long blocking) {
        if (!holdsBack(verdictOf(blocking))) {
            return List.of();
        }
        List<Coupling> couplings = new ArrayList<>();
        for (long producer : upstream.getOrDefault(blocking, Set.of())) {
            for (long sibling : downstream.getOrDefault(producer, Set.of())) {
                Double starved = verdictOf(sibling).load().starvedShare();
                boolean suffers = starved != null && starved >= Responses.BLOCKED;
                if (sibling != blocking
                        && suffers
                        && !isPressed(verdictOf(sibling).verdict())) {
                    couplings.add(new Coupling(blocking, sibling));
                }
            }
        }
        return couplings.stream().distinct().toList();
    }

    // ---- graph

    private HopVerdict verdictOf(long id) {
        return Objects.requireNonNull(hops.get(id));
    }

    private static Stream<Long> hops(Set<Long> ids) {
        return ids.stream();
    }

    private static Set<Long> reachable(long from, Map<Long, Set<Long>> next) {
        Set<Long> seen = new LinkedHashSet<>();
        Deque<Long> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            for (long id : next.getOrDefault(open.removeFirst(), Set.of())) {
                if (id != from && seen.add(id)) {
                    open.addLast(id);
                }
            }
        }
        return seen;
    }

    private List<List<Long>> components() {
        List<List<Long>> components = new ArrayList<>();
        Set<Long> seen = new LinkedHashSet<>();
        for (long id : hops.keySet()) {
            if (!seen.add(id)) {
                continue;
            }
            List<Long> component = new ArrayList<>();
            Deque<Long> open = new ArrayDeque<>(List.of(id));
            while (!open.isEmpty()) {
                long next = open.removeFirst();
                component.add(next);
                downstream.getOrDefault(next, Set.of()).stream()
                        .filter(seen::add)
                        .forEach(open::addLast);
                upstream.getOrDefault(next, Set.of()).stream().filter(seen::add).forEach(open::addLast);
            }
            components.add(component);
        }
        return components;
    }

    /** Upstream first (Kahn); a loop, such as one of retries, is entered at its first hop. */
    private List<Long> ordered(List<Long> component) {
        List<Long> order = new ArrayList<>();
        List<Long> rest = new ArrayList<>(component);
        while (!rest.isEmpty()) {
            Long next = rest.stream()
                    .filter(id -> order.containsAll(upstream.getOrDefault(id, Set.of())))
                    .findFirst()
                    .orElse(rest.get(0));
            order.add(next);
            rest.remove(next);
        }
        return order;
    }
}
