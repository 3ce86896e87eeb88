package io.manometer.testapps.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What the agent costs a poll loop and a send, against a real broker. Each round has a JVM with the agent and one without. Both warm up alone and are
 * then measured at the same time, on one processor that is not the broker's, so that whatever else the machine does meets both. They never stop
 * meanwhile: after a pause the agent looks at each record again. The ratio of a round is the median over its pairs of batches.
 */
public final class Cost {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Threads that end and start leave a few bytes in each batch. */
    private static final double BYTES_TOLERANCE = 0.05;

    private final Settings settings;
    private final Broker broker;
    private final Path folder;

    private Cost(Settings settings, Broker broker, Path folder) {
        this.settings = settings;
        this.broker = broker;
        this.folder = folder;
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        Settings settings = Settings.of(arguments);
        Path folder = Files.createTempDirectory("kafka-cost");
        try (Broker broker = Broker.start(folder, Path.of(settings.text("jars")))) {
            pin(broker.pid(), "0");
            Cost cost = new Cost(settings, broker, folder);
            System.out.println(
                    "| operation | JVMs each | without, ns | with, ns | ratio | spread | limit | bytes more | reached |");
            System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
            if (settings.text("only", "poll").equals("poll")) {
                long records = settings.number("polled", 1_000_000);
                broker.topic("read", 1);
                try (Feeder feeder = new Feeder(broker.address(), "read", 200_000, 20).upTo(records)) {
                    feeder.awaitSent(records);
                }
                cost.row("poll loop, per record", "poll", "read", records, 1.03);
            }
            if (settings.text("only", "send").equals("send")) {
                broker.topic("written", 1);
                cost.row("send, per record", "send", "written", settings.number("sent", 50_000), 1.05);
            }
        }
    }

    private void row(String title, String what, String topic, long records, double limit)
            throws IOException, InterruptedException {
        int rounds = (int) settings.number("rounds", 5);
        List<Double> ratios = new ArrayList<>();
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        List<Double> more = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            Path recording = folder.resolve(what + round + ".jfr");
            try (Child none = worker(what, topic, records, "");
                    Child agent = worker(what, topic, records, agentOption(recording))) {
                Pairs pairs = new Pairs(none, agent, (int) settings.number("batches", what.equals("poll") ? 30 : 200));
                without.add(median(pairs.without));
                with.add(median(pairs.with));
                ratios.add(median(pairs.ratios));
                more.add(median(pairs.more));
                System.err.printf(
                        Locale.ROOT,
                        "%s, round %d: %.1f ns without, %.1f with, ratio %.3f%n",
                        what,
                        round + 1,
                        without.get(round),
                        with.get(round),
                        ratios.get(round));
            }
        }
        double ratio = median(ratios);
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.0f | %.0f | %.3f | %.3f-%.3f, MAD %.3f | %.2f | %.2f | %s |%n",
                title,
                rounds,
                median(without),
                median(with),
                ratio,
                Collections.min(ratios),
                Collections.max(ratios),
                deviation(ratios),
                limit,
                median(more),
                verdict(ratio, deviation(ratios), limit, median(more)));
    }

    /** Empty to measure the measurement: nothing against nothing. */
    private String agentOption(Path recording) {
        String agent = settings.text("agent");
        if (agent.equals("none")) {
            return "";
        }
        String options = settings.text("options", "record=%s").replace("%s", recording.toString());
        return "-javaagent:" + agent + "=" + options;
    }

    private Child worker(String what, String topic, long records, String agent)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-Xbatch"));
        if (!agent.isEmpty()) {
            command.add(agent);
        }
        command.addAll(List.of(
                "-cp",
                settings.text("programs") + java.io.File.pathSeparator + settings.text("jars") + "/*",
                CostWorker.class.getName(),
                "what=" + what,
                "topic=" + topic,
                "servers=" + broker.address(),
                "records=" + records,
                "recorded=" + agent.contains("record=")));
        settings.values().forEach((name, value) -> {
            if (name.contains(".")) {
                command.add(name + "=" + value);
            }
        });
        String name = what + (agent.isEmpty() ? " without" : " with");
        return Child.java(name, List.of("taskset", "-c", "1"), command).await("warm after", PATIENCE);
    }

    private static void pin(long process, String processor) throws IOException, InterruptedException {
        Process taskset = new ProcessBuilder("taskset", "-acp", processor, Long.toString(process))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (taskset.waitFor() != 0) {
            throw new IOException("taskset failed for process " + process);
        }
    }

    /** What the batches of two JVMs took that run at the same time. */
    private static final class Pairs {
        final List<Double> without = new ArrayList<>();
        final List<Double> with = new ArrayList<>();
        final List<Double> ratios = new ArrayList<>();
        final List<Double> more = new ArrayList<>();

        Pairs(Child none, Child agent, int count) throws IOException, InterruptedException {
            none.say(Integer.toString(count));
            agent.say(Integer.toString(count));
            List<double[]> bare = batches(none);
            List<double[]> told = batches(agent);
            for (int i = 0; i < count; i++) {
                without.add(bare.get(i)[0]);
                with.add(told.get(i)[0]);
                ratios.add(told.get(i)[0] / bare.get(i)[0]);
                more.add(told.get(i)[1] - bare.get(i)[1]);
            }
        }

        /** Nanoseconds and bytes for a record. */
        private static List<double[]> batches(Child worker) throws IOException, InterruptedException {
            if (worker.awaitExit(PATIENCE) != 0) {
                throw new IOException("the worker failed: " + worker);
            }
            return worker.lines("batch").stream()
                    .map(line -> line.split(" "))
                    .map(numbers -> new double[] {Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1])})
                    .toList();
        }
    }

    /** A ratio nearer to its limit than its own deviation says nothing: more rounds are needed. */
    private static String verdict(double ratio, double deviation, double limit, double moreBytes) {
        if (Math.abs(ratio - limit) < deviation) {
            return "unclear";
        }
        return ratio <= limit && moreBytes < BYTES_TOLERANCE ? "yes" : "NO";
    }

    private static double deviation(List<Double> values) {
        double middle = median(values);
        return median(values.stream().map(value -> Math.abs(value - middle)).toList());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
