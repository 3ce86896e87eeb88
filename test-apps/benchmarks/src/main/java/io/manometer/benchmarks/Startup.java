package io.manometer.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Wall time of a hello world, with and without the agent, in alternation. */
final class Startup {
    private static final int ROUNDS = 11;
    private static final double LIMIT_MILLIS = 300;
    private static final String NONE = "no agent";

    private Startup() {}

    public static void main(String[] given) throws IOException, InterruptedException {
        Arguments arguments = Arguments.parse(given, ROUNDS);
        Table table = new Table("JDK", "Start-up with", "Median", "Spread", "More", "Limit", "Reached", "Runs");
        try (Endpoint endpoint = new Endpoint()) {
            arguments.measure(table, (to, all, java, recording) -> measure(to, all, java, recording, endpoint));
        }
    }

    private static void measure(Table table, Arguments arguments, String java, Path recording, Endpoint endpoint)
            throws IOException, InterruptedException {
        Map<String, List<String>> variants = new LinkedHashMap<>();
        variants.put(NONE, List.of());
        variants.put("empty agent", List.of("-javaagent:" + Fork.jar()));
        variants.put("agent", List.of(arguments.agentOption("")));
        variants.put("agent, record=FILE", List.of(arguments.agentOption("record=" + recording)));
        variants.put("agent, metrics=PORT", List.of(arguments.agentOption(endpoint.options())));
        variants.put("no agent, -XX:StartFlightRecording", List.of("-XX:StartFlightRecording:filename=" + recording));

        Map<String, List<Double>> millis = new LinkedHashMap<>();
        // One round more than counted: the first fills the page cache.
        for (int round = 0; round <= arguments.rounds; round++) {
            for (Map.Entry<String, List<String>> variant : variants.entrySet()) {
                double wall = new Fork(java, variant.getValue(), Fork.UNPINNED)
                        .run(Hello.class)
                        .wallMillis();
                if (round > 0) {
                    millis.computeIfAbsent(variant.getKey(), v -> new ArrayList<>())
                            .add(wall);
                }
            }
        }
        String version = Paired.version(java);
        double base = Summary.of(millis.getOrDefault(NONE, List.of())).median();
        millis.forEach((name, walls) -> {
            Summary summary = Summary.of(walls);
            double more = summary.median() - base;
            boolean limited = name.startsWith("agent");
            table.add(
                    version,
                    name,
                    String.format(Locale.ROOT, "%.0f ms", summary.median()),
                    String.format(
                            Locale.ROOT, "%.0f-%.0f, MAD %.0f", summary.min(), summary.max(), summary.deviation()),
                    String.format(Locale.ROOT, "%+.0f ms", more),
                    limited ? String.format(Locale.ROOT, "+%.0f ms", LIMIT_MILLIS) : "-",
                    limited ? (more <= LIMIT_MILLIS ? "yes" : "NO") : "-",
                    summary.count());
        });
    }
}
