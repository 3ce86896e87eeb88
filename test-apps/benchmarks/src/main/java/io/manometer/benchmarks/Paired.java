package io.manometer.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Processor time and allocation per operation, with and without the agent, in alternation. */
final class Paired {
    private static final int ROUNDS = 5;
    /** Threads that end and start leave a few bytes in each batch of a million operations. */
    private static final double BYTES_TOLERANCE = 0.05;

    private static final List<String> JVM_OPTIONS = List.of(
            // One collector for pinned and unpinned rows; its work is not part of the figures.
            "-XX:+UseSerialGC", "-Xms512m", "-Xmx512m", "-Djava.util.concurrent.ForkJoinPool.common.parallelism=1");

    private enum Variant {
        NONE("no agent"),
        EMPTY("empty agent"),
        AGENT("agent"),
        METRICS("agent, metrics scraped once a second");

        final String title;

        Variant(String title) {
            this.title = title;
        }
    }

    private final Arguments arguments;
    private final Path recording;
    private final Variant base;
    private final Variant limited;

    private Paired(Arguments arguments, Path recording) {
        this.arguments = arguments;
        this.recording = recording;
        this.base = arguments.metrics ? Variant.AGENT : Variant.NONE;
        this.limited = arguments.metrics ? Variant.METRICS : Variant.AGENT;
    }

    public static void main(String[] given) throws IOException, InterruptedException {
        Arguments arguments = Arguments.parse(given, ROUNDS);
        Path recording = Files.createTempFile("paired", ".jfr");
        try {
            arguments.print(new Paired(arguments, recording).measure());
        } finally {
            Files.deleteIfExists(recording);
        }
    }

    private Table measure() throws IOException, InterruptedException {
        Table table = new Table(
                "JDK",
                "Operation",
                "With",
                "Against",
                "Without",
                "With ",
                "Ratio",
                "A round left out",
                "As it ran",
                "Limit",
                "Bytes more",
                "Reached",
                "Rounds");
        for (String java : arguments.javas) {
            String version = version(java);
            for (Row row : Row.values()) {
                if (row.title.contains(arguments.rows)) {
                    measure(table, java, version, row);
                }
            }
        }
        return table;
    }

    private void measure(Table table, String java, String version, Row row) throws IOException, InterruptedException {
        Map<Variant, List<Double>> nanos = new EnumMap<>(Variant.class);
        Map<Variant, List<Double>> medians = new EnumMap<>(Variant.class);
        Map<Variant, List<Double>> bytes = new EnumMap<>(Variant.class);
        List<Variant> order =
                new ArrayList<>(arguments.empty ? List.of(base, Variant.EMPTY, limited) : List.of(base, limited));
        for (int round = 0; round < arguments.rounds; round++) {
            for (Variant variant : order) {
                double[] result = run(java, row, variant);
                nanos.computeIfAbsent(variant, v -> new ArrayList<>()).add(result[0]);
                medians.computeIfAbsent(variant, v -> new ArrayList<>()).add(result[1]);
                bytes.computeIfAbsent(variant, v -> new ArrayList<>()).add(result[2]);
            }
            Collections.reverse(order);
            System.err.printf("%s, %s: round %d of %d%n", version, row.title, round + 1, arguments.rounds);
        }
        List<Double> baseNanos = nanos.getOrDefault(base, List.of());
        Summary baseBytes = Summary.of(bytes.getOrDefault(base, List.of()));
        nanos.forEach((variant, with) -> {
            if (variant == base) {
                return;
            }
            Summary ratio = Summary.ofLowest(with, baseNanos);
            Summary ran =
                    Summary.ofRatios(medians.getOrDefault(variant, List.of()), medians.getOrDefault(base, List.of()));
            double more = Summary.of(bytes.getOrDefault(variant, List.of())).median() - baseBytes.median();
            table.add(
                    version,
                    row.title,
                    variant.title,
                    base.title,
                    format("%.1f ns", Summary.of(baseNanos).min()),
                    format("%.1f ns", Summary.of(with).min()),
                    format("%.3f", ratio.median()),
                    String.format(Locale.ROOT, "%.3f-%.3f", ratio.min(), ratio.max()),
                    format("%.3f (%.3f-%.3f)", ran.median(), ran.min(), ran.max()),
                    format("%.2f", row.limit),
                    format("%.2f", more),
                    variant == limited ? verdict(ratio, row.limit, more) : "-",
                    format("%d", ratio.count()));
        });
    }

    /** A ratio that is on the other side of its limit when one round is left out says nothing: more rounds are needed. */
    private static String verdict(Summary ratio, double limit, double moreBytes) {
        if (moreBytes >= BYTES_TOLERANCE) {
            return "NO";
        }
        if (ratio.min() <= limit && ratio.max() > limit) {
            return "unclear";
        }
        return ratio.median() <= limit ? "yes" : "NO";
    }

    private double[] run(String java, Row row, Variant variant) throws IOException, InterruptedException {
        String record = "record=" + recording;
        return switch (variant) {
            case NONE -> run(java, row, List.of());
            case EMPTY -> run(java, row, List.of("-javaagent:" + Fork.jar()));
            case AGENT -> run(java, row, List.of(arguments.agentOption(record)));
            case METRICS -> {
                try (Endpoint endpoint = new Endpoint();
                        Scraper scraper = new Scraper(endpoint)) {
                    double[] numbers =
                            run(java, row, List.of(arguments.agentOption(record + "," + endpoint.options())));
                    scraper.check();
                    yield numbers;
                }
            }
        };
    }

    private double[] run(String java, Row row, List<String> agent) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(JVM_OPTIONS);
        options.addAll(agent);
        return new Fork(java, options, row.cpus == 1 ? "1" : "0,1")
                .run(PairedWorker.class, row.name(), String.valueOf(arguments.mixed))
                .numbers();
    }

    static String version(String java) throws IOException, InterruptedException {
        return new Fork(java, List.of(), Fork.UNPINNED)
                .run(Version.class)
                .lines()
                .get(0);
    }

    private static String format(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String format(String format, Object first, Object second, Object third) {
        return String.format(Locale.ROOT, format, first, second, third);
    }
}
