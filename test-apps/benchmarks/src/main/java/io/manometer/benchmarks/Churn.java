package io.manometer.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Hops that come and go for minutes while the endpoint is scraped: neither series nor memory may be left behind. */
final class Churn {
    private static final int MINUTES = 10;

    private Churn() {}

    public static void main(String[] given) throws IOException, InterruptedException {
        Arguments arguments = Arguments.parse(given, MINUTES);
        Table table = new Table(
                "JDK",
                "Minutes",
                "Hops",
                "Scrapes",
                "Folded",
                "Series at most",
                "Series left",
                "Heap before",
                "Heap after",
                "Errors");
        for (String java : arguments.javas) {
            try (Endpoint endpoint = new Endpoint()) {
                List<String> options =
                        List.of("-XX:+UseSerialGC", "-Xmx128m", arguments.agentOption("log=off," + endpoint.options()));
                double[] result = new Fork(java, options, Fork.UNPINNED)
                        .run(ChurnWorker.class, String.valueOf(60 * arguments.rounds), endpoint.portFile())
                        .numbers();
                table.add(
                        Paired.version(java),
                        arguments.rounds,
                        whole(result[0]),
                        whole(result[1]),
                        whole(result[2]),
                        whole(result[3]),
                        whole(result[4]),
                        whole(result[5] / 1000) + " kB",
                        whole(result[6] / 1000) + " kB",
                        whole(result[7]));
            }
        }
        arguments.print(table);
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}
