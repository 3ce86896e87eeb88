package io.manometer.analyzer.report;

import io.manometer.analyzer.model.Chain;
import io.manometer.analyzer.model.Chain.CrossCheck;
import io.manometer.analyzer.model.Edge;
import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A chain as lines: who feeds whom, and how each stage spends its time. */
final class ChainText {
    private static final int MOST_STAGES = 8;

    /** Closer than this to one item for each, a weight is not worth a word: edges are told every five windows only. */
    private static final double ONE_FOR_ONE = 0.2;

    private final Chain chain;
    private final Map<Long, HopVerdict> hops;
    private final List<Edge> edges;
    private final String arrow;

    ChainText(Chain chain, Map<Long, HopVerdict> hops, List<Edge> edges, Terminal terminal) {
        this.chain = chain;
        this.hops = hops;
        this.edges = edges.stream()
                .filter(edge ->
                        chain.hops().contains(edge.from()) && chain.hops().contains(edge.to()))
                .toList();
        this.arrow = " " + terminal.arrow() + " ";
    }

    /** One line where each hop feeds the next; else a line for each that feeds others, and one for the bottleneck. */
    List<String> paths() {
        if (isStraight()) {
            return List.of(straight());
        }
        List<String> paths = new ArrayList<>();
        Set<Long> named = new HashSet<>();
        for (long from : chain.hops()) {
            List<Edge> next = from(from);
            if (!next.isEmpty()) {
                paths.add((named.add(from) ? link(from) : name(from))
                        + arrow
                        + next.stream().map(ChainText.this::fed).collect(Collectors.joining(", ")));
                next.forEach(edge -> named.add(edge.to()));
            }
        }
        Long bottleneck = chain.bottleneck();
        if (bottleneck != null) {
            paths.add(name(bottleneck) + bottleneck());
        }
        return paths;
    }

    private boolean isStraight() {
        List<Long> order = chain.hops();
        for (int i = 0; i + 1 < order.size(); i++) {
            List<Edge> next = from(order.get(i));
            if (next.size() != 1 || next.get(0).to() != order.get(i + 1)) {
                return false;
            }
        }
        return edges.size() == order.size() - 1;
    }

    private String straight() {
        StringBuilder path = new StringBuilder();
        for (long hop : chain.hops()) {
            path.append(path.isEmpty() ? link(hop) : "");
            Long bottleneck = chain.bottleneck();
            boolean last = from(hop).isEmpty();
            if (bottleneck != null && bottleneck == hop && last) {
                path.append(bottleneck());
            }
            from(hop).forEach(edge -> path.append(arrow).append(fed(edge)));
        }
        Long bottleneck = chain.bottleneck();
        if (bottleneck != null && !from(bottleneck).isEmpty()) {
            path.append("; ")
                    .append(stage(bottleneck))
                    .append(", after ")
                    .append(name(bottleneck))
                    .append(", is the bottleneck");
        }
        return path.toString();
    }

    private List<Edge> from(long hop) {
        return edges.stream().filter(edge -> edge.from() == hop).toList();
    }

    private String bottleneck() {
        Long bottleneck = chain.bottleneck();
        return bottleneck == null ? "" : arrow + stage(bottleneck) + " (bottleneck)";
    }

    private String stage(long bottleneck) {
        return name(bottleneck).equals(Words.safe(chain.stage())) ? "its consumer" : Words.safe(chain.stage());
    }

    private String fed(Edge edge) {
        boolean one = Double.isNaN(edge.fanOut()) || Math.abs(edge.fanOut() - 1) < ONE_FOR_ONE;
        return link(edge.to()) + (one ? "" : String.format(Locale.ROOT, " (%.2g for each)", edge.fanOut()));
    }

    private String link(long hop) {
        HopVerdict verdict = hops.get(hop);
        return name(hop) + (verdict == null ? "" : " [" + verdict.verdict() + "]");
    }

    private String name(long hop) {
        HopVerdict verdict = hops.get(hop);
        return Words.safe(verdict == null ? "hop " + hop : verdict.hop().name());
    }

    /** How the consumers of each hop spent their time while the bottleneck was under pressure; empty for a lone hop. */
    List<String> stages() {
        List<String> lines = new ArrayList<>();
        if (chain.hops().size() > 1) {
            chain.stages().stream().limit(MOST_STAGES).forEach(stage -> clock(stage, lines));
        }
        if (chain.crossCheck() == CrossCheck.DISAGREES) {
            lines.add("waiting on both sides of the buffers points elsewhere: take the bottleneck with caution");
        } else if (chain.crossCheck() == CrossCheck.AGREES && chain.hops().size() > 1) {
            lines.add("waiting on both sides of the buffers points at the same bottleneck");
        }
        return lines;
    }

    private void clock(Stage stage, List<String> lines) {
        Stage.Clock clock = stage.clock();
        if (clock != null) {
            lines.add(String.format(
                    Locale.ROOT,
                    "after %s: blocked further down %.0f %%, starved %.0f %%, busy %.0f %%",
                    name(stage.hop()),
                    100 * clock.blockedOut(),
                    100 * clock.starvedIn(),
                    100 * clock.busy()));
        }
    }
}
