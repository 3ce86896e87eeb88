package io.manometer.analyzer.report;

import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.Load;
import io.manometer.analyzer.model.Totals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Buffers that a person can't tell apart: of one name, type and site, and with one verdict. A queue for each connection, or those
 * of an HttpClient, would fill pages.
 *
 * @param first the worst of them
 */
record Alike(HopVerdict first, List<HopVerdict> all) {
    /** Fewer are worth a line each. */
    private static final int FEWEST = 4;

    private record Key(String name, String type, String site, Object verdict) {}

    /** In the order of the first of each. */
    static List<Alike> of(List<HopVerdict> hops) {
        Map<Key, List<HopVerdict>> groups = new LinkedHashMap<>();
        for (HopVerdict hop : hops) {
            groups.computeIfAbsent(key(hop), any -> new ArrayList<>()).add(hop);
        }
        List<Alike> alike = new ArrayList<>();
        for (HopVerdict hop : hops) {
            List<HopVerdict> group = groups.getOrDefault(key(hop), List.of());
            if (group.size() < FEWEST) {
                alike.add(new Alike(hop, List.of(hop)));
            } else if (group.get(0) == hop) {
                alike.add(new Alike(hop, group));
            }
        }
        return alike;
    }

    private static Key key(HopVerdict hop) {
        return new Key(
                nameWithoutNumber(hop.hop().name()), hop.hop().type(), hop.hop().site(), hop.verdict());
    }

    /** The agent numbers what it has no better name for. */
    private static String nameWithoutNumber(String name) {
        int hash = name.lastIndexOf('#');
        return hash < 0 ? name : name.substring(0, hash);
    }

    String name() {
        String name = first.hop().name();
        return all.size() == 1 ? name : nameWithoutNumber(name) + " (" + Words.count(all.size()) + ")";
    }

    long deepest() {
        return all.stream().mapToLong(hop -> hop.totals().depthMax()).max().orElse(0);
    }

    long sum(ToLongFunction<Totals> value) {
        return all.stream().mapToLong(hop -> value.applyAsLong(hop.totals())).sum();
    }

    double load(ToDoubleFunction<Load> value) {
        return all.stream().mapToDouble(hop -> value.applyAsDouble(hop.load())).sum();
    }

    double longestWaitSeconds() {
        return all.stream().mapToDouble(HopVerdict::latencyCostSeconds).max().orElse(0);
    }
}
