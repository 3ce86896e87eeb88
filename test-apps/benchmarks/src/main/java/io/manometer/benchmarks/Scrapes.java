package io.manometer.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a scrape takes, by the number of hops, in a JVM whose queues are all in use: for the scraper from its request to the last
 * byte, and for the agent the processor time of the threads that answer.
 */
final class Scrapes {
    private static final int ROUNDS = 3;
    private static final double LIMIT_MILLIS = 5;

    /** Names, and instances of each. */
    private static final int[][] LOADS = {{10, 1}, {190, 1}, {190, 50}, {10_000, 1}};

    private Scrapes() {}

    public static void main(String[] given) throws IOException, InterruptedException {
        Arguments arguments = Arguments.parse(given, ROUNDS);
        Table table = new Table(
                "JDK",
                "Hops",
                "Names",
                "Series",
                "... of a metric",
                "Folded",
                "Page",
                "Scraper waits, median",
                "Worst",
                "Agent works, median",
                "Worst ",
                "OpenMetrics, median",
                "Limit",
                "Reached",
                "All the agent's threads, scraped once a second",
                "Runs");
        for (String java : arguments.javas) {
            for (int[] load : LOADS) {
                measure(table, arguments, java, load[0], load[1]);
            }
        }
        arguments.print(table);
    }

    private static void measure(Table table, Arguments arguments, String java, int names, int instances)
            throws IOException, InterruptedException {
        List<double[]> runs = new ArrayList<>();
        for (int round = 0; round < arguments.rounds; round++) {
            try (Endpoint endpoint = new Endpoint()) {
                List<String> options = List.of(
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        arguments.agentOption("limit.hops=20000,log=off," + endpoint.options()));
                runs.add(new Fork(java, options, Fork.UNPINNED)
                        .run(ScrapesWorker.class, String.valueOf(names), String.valueOf(instances), endpoint.portFile())
                        .numbers());
            }
            System.err.printf("%d hops: round %d of %d%n", names * instances, round + 1, arguments.rounds);
        }
        double scraper = median(runs, 3);
        double agent = median(runs, 5);
        table.add(
                Paired.version(java),
                names * instances,
                names,
                String.format(Locale.ROOT, "%.0f", median(runs, 9)),
                String.format(Locale.ROOT, "%.0f", median(runs, 0)),
                String.format(Locale.ROOT, "%.0f", median(runs, 1)),
                String.format(Locale.ROOT, "%.0f kB", median(runs, 2) / 1000),
                millis(scraper),
                millis(worst(runs, 4)),
                millis(agent),
                millis(worst(runs, 6)),
                millis(median(runs, 7)),
                millis(LIMIT_MILLIS),
                Math.max(scraper, agent) <= LIMIT_MILLIS ? "yes" : "NO",
                String.format(Locale.ROOT, "%.1f %% of a core", median(runs, 8)),
                runs.size());
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.1f ms", value);
    }

    private static double median(List<double[]> runs, int column) {
        return Summary.median(runs.stream().mapToDouble(run -> run[column]).toArray());
    }

    private static double worst(List<double[]> runs, int column) {
        return runs.stream().mapToDouble(run -> run[column]).max().orElseThrow();
    }
}
