package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Edge;
import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.Totals;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many items each one makes further down (fan-out), and what part of a hop's arrivals comes from where (fan-in). Counts of
 * edges are estimates beyond some thousand arrivals a second, so a share may come out above one, and is then one.
 */
final class EdgeWeights {
    private EdgeWeights() {}

    static List<Edge> of(List<Edge> edges, List<HopVerdict> verdicts) {
        Map<Long, Totals> totals = new HashMap<>();
        verdicts.forEach(verdict -> totals.put(verdict.hop().id(), verdict.totals()));
        return edges.stream()
                .map(edge -> weighed(edge, totals.get(edge.from()), totals.get(edge.to())))
                .toList();
    }

    private static Edge weighed(Edge edge, @Nullable Totals from, @Nullable Totals to) {
        if (from == null || to == null) {
            return edge;
        }
        return new Edge(
                edge.from(),
                edge.to(),
                edge.count(),
                ratio(edge.count(), from.departures()),
                Math.min(1, ratio(edge.count(), to.arrivals())));
    }

    private static double ratio(long part, long whole) {
        return whole > 0 ? (double) part / whole : Double.NaN;
    }
}
