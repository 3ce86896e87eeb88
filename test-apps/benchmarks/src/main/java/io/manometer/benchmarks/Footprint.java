package io.manometer.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What 100 000 live queues cost in the agent: heap, and the processor share of its threads. */
final class Footprint {
    private static final int ROUNDS = 3;
    private static final int QUEUES = 100_000;
    private static final double LIMIT_BYTES = 400;
    private static final double LIMIT_PERCENT = 5;
    private static final String NONE = "no agent";

    private Footprint() {}

    public static void main(String[] given) throws IOException, InterruptedException {
        Arguments arguments = Arguments.parse(given, ROUNDS);
        Table table = new Table(
                "JDK",
                "With",
                "Bytes more per queue",
                "... once used",
                "Limit",
                "Reached",
                "Core share, idle",
                "... all used",
                "Limit ",
                "Reached ",
                "Runs");
        arguments.measure(table, Footprint::measure);
    }

    private static void measure(Table table, Arguments arguments, String java, Path recording)
            throws IOException, InterruptedException {
        String record = "record=" + recording;
        Map<String, List<String>> variants = new LinkedHashMap<>();
        variants.put(NONE, List.of());
        variants.put("agent, a hop each", List.of(arguments.agentOption(record + ",limit.hops=" + 2 * QUEUES)));
        variants.put("agent, default limit.hops", List.of(arguments.agentOption(record)));
        Map<String, List<double[]>> results = new LinkedHashMap<>();
        for (int round = 0; round < arguments.rounds; round++) {
            for (Map.Entry<String, List<String>> variant : variants.entrySet()) {
                List<String> options = new ArrayList<>(List.of("-XX:+UseSerialGC", "-Xms1g", "-Xmx1g"));
                options.addAll(variant.getValue());
                results.computeIfAbsent(variant.getKey(), v -> new ArrayList<>())
                        .add(new Fork(java, options, Fork.UNPINNED)
                                .run(FootprintWorker.class, String.valueOf(QUEUES))
                                .numbers());
                System.err.printf("%s: round %d of %d%n", variant.getKey(), round + 1, arguments.rounds);
            }
        }
        String version = Paired.version(java);
        List<double[]> base = results.getOrDefault(NONE, List.of());
        results.forEach((name, runs) -> {
            if (name.equals(NONE)) {
                return;
            }
            double fresh = median(runs, 0) - median(base, 0);
            double used = median(runs, 1) - median(base, 1);
            double idle = median(runs, 2);
            double active = median(runs, 3);
            table.add(
                    version,
                    name,
                    String.format(Locale.ROOT, "%.0f", fresh),
                    String.format(Locale.ROOT, "%.0f", used),
                    String.format(Locale.ROOT, "%.0f", LIMIT_BYTES),
                    Math.max(fresh, used) <= LIMIT_BYTES ? "yes" : "NO",
                    String.format(Locale.ROOT, "%.1f %%", idle),
                    String.format(Locale.ROOT, "%.1f %%", active),
                    String.format(Locale.ROOT, "%.0f %%", LIMIT_PERCENT),
                    Math.max(idle, active) <= LIMIT_PERCENT ? "yes" : "NO",
                    runs.size());
        });
    }

    private static double median(List<double[]> runs, int column) {
        return Summary.median(runs.stream().mapToDouble(run -> run[column]).toArray());
    }
}
