package io.manometer.testapps.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What the agent costs a poll loop and a send, against a real broker: JVMs with and without it in alternation. */
public final class Cost {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Settings settings;
    private final Broker broker;
    private final Path recording;

    private Cost(Settings settings, Broker broker, Path recording) {
        this.settings = settings;
        this.broker = broker;
        this.recording = recording;
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        Settings settings = Settings.of(arguments);
        Path folder = Files.createTempDirectory("kafka-cost");
        try (Broker broker = Broker.start(folder, Path.of(settings.text("jars")))) {
            long records = settings.number("records", 1_000_000);
            broker.topic("read", 1);
            broker.topic("written", 1);
            try (Feeder feeder = new Feeder(broker.address(), "read", 200_000, 20).upTo(records)) {
                feeder.awaitSent(records);
            }
            Cost cost = new Cost(settings, broker, folder.resolve("cost.jfr"));
            System.out.println(
                    "| operation | JVMs each | without, ns | with, ns | ratio | spread | limit | bytes more |");
            System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
            cost.row("poll loop, per record", "poll", "read", 1.03);
            cost.row("send, per record", "send", "written", 1.05);
        }
    }

    private void row(String title, String what, String topic, double limit) throws IOException, InterruptedException {
        if (!settings.text("only", what).equals(what)) {
            return;
        }
        int rounds = (int) settings.number("rounds", 5);
        List<Double> ratios = new ArrayList<>();
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        List<Double> more = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            boolean agentFirst = round % 2 == 1;
            double[] first = run(what, topic, agentFirst);
            double[] second = run(what, topic, !agentFirst);
            double[] agent = agentFirst ? first : second;
            double[] none = agentFirst ? second : first;
            without.add(none[0]);
            with.add(agent[0]);
            ratios.add(agent[0] / none[0]);
            more.add(agent[1] - none[1]);
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.0f | %.0f | %.3f | %.3f-%.3f | %.2f | %.2f |%n",
                title,
                rounds,
                median(without),
                median(with),
                median(ratios),
                Collections.min(ratios),
                Collections.max(ratios),
                limit,
                median(more));
    }

    /** Medians over the passes of one JVM: nanoseconds and bytes for a record. */
    private double[] run(String what, String topic, boolean agent) throws IOException, InterruptedException {
        Files.deleteIfExists(recording);
        List<String> command = new ArrayList<>(List.of("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"));
        if (agent) {
            command.add("-javaagent:" + settings.text("agent") + "=record=" + recording);
        }
        command.addAll(List.of(
                "-cp",
                settings.text("programs") + java.io.File.pathSeparator + settings.text("jars") + "/*",
                CostWorker.class.getName(),
                "what=" + what,
                "topic=" + topic,
                "servers=" + broker.address(),
                "records=" + settings.number("records", 1_000_000),
                "recorded=" + agent));
        settings.values().forEach((name, value) -> {
            if (name.contains(".")) {
                command.add(name + "=" + value);
            }
        });
        try (Child child = Child.java("worker", command)) {
            if (child.awaitExit(PATIENCE) != 0) {
                throw new IOException("the worker failed: " + child);
            }
            List<Double> nanos = new ArrayList<>();
            List<Double> bytes = new ArrayList<>();
            for (String pass : child.lines("pass")) {
                nanos.add(Double.parseDouble(pass.split(" ")[0]));
                bytes.add(Double.parseDouble(pass.split(" ")[1]));
            }
            return new double[] {median(nanos), median(bytes)};
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
