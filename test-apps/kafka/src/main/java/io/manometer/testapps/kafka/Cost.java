package io.manometer.testapps.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What the agent costs a poll loop and a send, against a real broker: JVMs with and without it in alternation, on one processor that is not the broker's. A
 * neighbour on the machine only ever adds time, so what an operation takes is what it took in the fastest hundredth of many short batches, and of all rounds the
 * lowest counts; how far the ratio moves when any one round is left out is its spread. The ratio of all that was used, as it ran, stands beside it. A batch is half a
 * millisecond, as undisturbed moments are short. Of a poll loop, which fetches once in some seventy polls, the fastest batches are those that only
 * hand out what is there: what a fetch takes, which depends on how fast the broker sends, is in the other figure only.
 */
public final class Cost {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * For a record. An object would be sixteen bytes at least; two JVMs without the agent differ by some tenths of a byte, as they don't poll and fetch in the same
     * portions.
     */
    private static final double BYTES_TOLERANCE = 1;

    /** Records after those that are read: a client that fetches ahead would wait half a second at the topic's end. */
    private static final long NEVER_READ = 200_000;

    private final Settings settings;
    private final Broker broker;
    private final Path folder;

    private Cost(Settings settings, Broker broker, Path folder) {
        this.settings = settings;
        this.broker = broker;
        this.folder = folder;
    }

    public static void main(String... arguments) throws Exception {
        Settings.run(arguments, Cost::measure);
    }

    private static void measure(Settings settings) throws IOException, InterruptedException {
        settings.requireKnown(
                "jars",
                "programs",
                "agent",
                "options",
                "base",
                "jvm",
                "only",
                "rounds",
                "batches",
                "batch",
                "polled",
                "sent");
        settings.requirePositive("rounds", "batches", "batch", "polled", "sent");
        String only = settings.text("only", "");
        if (!only.isEmpty() && !only.equals("poll") && !only.equals("send")) {
            throw new Settings.Unusable("only=" + only + " is neither poll nor send");
        }
        long batch = settings.number("batch", 5_000);
        if (batch > NEVER_READ) {
            throw new Settings.Unusable("batch=" + batch + " is more than " + NEVER_READ);
        }
        Path folder = ScratchFolder.create("kafka-cost");
        try (Broker broker = Broker.start(folder, Path.of(settings.text("jars")))) {
            pin(broker.pid(), "0");
            Cost cost = new Cost(settings, broker, folder);
            System.out.println(
                    "| operation | JVMs each | without, ns | with, ns | ratio | a round left out | as it ran | limit | bytes more | reached |");
            System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
            if (!only.equals("send")) {
                long records = settings.number("polled", 1_000_000);
                broker.topic("read", 1);
                long present = records + NEVER_READ;
                try (Feeder feeder = new Feeder(broker.address(), "read", 200_000, 20).upTo(present)) {
                    feeder.awaitSent(present);
                }
                cost.row("poll loop, per record", "poll", "read", batch, records, 1.03);
            }
            if (!only.equals("poll")) {
                broker.topic("written", 1);
                cost.row("send, per record", "send", "written", settings.number("sent", 2_000), 0, 1.05);
            }
        }
    }

    private void row(String title, String what, String topic, long records, long through, double limit)
            throws IOException, InterruptedException {
        int rounds = (int) settings.number("rounds", what.equals("poll") ? 5 : 8);
        int batches = (int) settings.number("batches", what.equals("poll") ? 2_000 : 600);
        List<Batches> without = new ArrayList<>();
        List<Batches> with = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            String agent = agentOption(folder.resolve(what + round + ".jfr"));
            String base = settings.text("base", "");
            boolean agentFirst = round % 2 == 1;
            Batches first = measure(what, topic, records, through, agentFirst ? agent : base, batches);
            Batches second = measure(what, topic, records, through, agentFirst ? base : agent, batches);
            without.add(agentFirst ? second : first);
            with.add(agentFirst ? first : second);
            System.err.printf(
                    Locale.ROOT,
                    "%s, round %d: %.1f ns without, %.1f with%n",
                    what,
                    round + 1,
                    without.get(round).undisturbed(),
                    with.get(round).undisturbed());
        }
        double ratio = lowest(with, -1) / lowest(without, -1);
        double least = ratio;
        double greatest = ratio;
        for (int out = 0; out < rounds && rounds > 1; out++) {
            double left = lowest(with, out) / lowest(without, out);
            least = Math.min(least, left);
            greatest = Math.max(greatest, left);
        }
        List<Double> asItRan = new ArrayList<>();
        List<Double> more = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            asItRan.add(with.get(round).asItRan() / without.get(round).asItRan());
            more.add(median(with.get(round).bytes) - median(without.get(round).bytes));
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.1f | %.1f | %.3f | %.3f-%.3f | %.3f (%.3f-%.3f) | %.2f | %.2f | %s |%n",
                title,
                rounds,
                lowest(without, -1),
                lowest(with, -1),
                ratio,
                least,
                greatest,
                median(asItRan),
                Collections.min(asItRan),
                Collections.max(asItRan),
                limit,
                median(more),
                verdict(ratio, least, greatest, limit, median(more)));
    }

    private static double lowest(List<Batches> rounds, int without) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < rounds.size(); i++) {
            if (i != without) {
                lowest = Math.min(lowest, rounds.get(i).undisturbed());
            }
        }
        return lowest;
    }

    private Batches measure(String what, String topic, long records, long through, String option, int count)
            throws IOException, InterruptedException {
        try (Child worker = worker(what, topic, records, through, option)) {
            worker.say(Integer.toString(count));
            if (worker.awaitExit(PATIENCE) != 0) {
                throw new IOException("the worker failed: " + worker);
            }
            return Batches.of(worker);
        }
    }

    /** Empty for nothing in the agent's place. */
    private String agentOption(Path recording) {
        String agent = settings.text("agent");
        if (agent.equals("none")) {
            return "";
        }
        String options = settings.text("options", "record=%s").replace("%s", recording.toString());
        return "-javaagent:" + agent + "=" + options;
    }

    private Child worker(String what, String topic, long records, long through, String option)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-Xbatch"));
        for (String more : List.of(settings.text("jvm", ""), option)) {
            if (!more.isEmpty()) {
                command.add(more);
            }
        }
        command.addAll(List.of(
                "-cp",
                settings.text("programs") + java.io.File.pathSeparator + settings.text("jars") + "/*",
                CostWorker.class.getName(),
                "what=" + what,
                "topic=" + topic,
                "servers=" + broker.address(),
                "records=" + records,
                "through=" + through,
                "recorded=" + option.matches(".*(record=|StartFlightRecording).*")));
        settings.values().forEach((name, value) -> {
            if (name.contains(".")) {
                command.add(name + "=" + value);
            }
        });
        Child worker = Child.java(what + " " + option, List.of("taskset", "-c", "1"), command);
        try {
            return worker.await("warm after", PATIENCE);
        } catch (IllegalStateException e) {
            worker.close();
            throw new Settings.Unusable(String.valueOf(e.getMessage()));
        }
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

    /** What the batches of one JVM took: how many records, and nanoseconds and bytes for each. */
    private record Batches(List<Double> records, List<Double> nanos, List<Double> bytes) {
        static Batches of(Child worker) {
            List<String[]> lines =
                    worker.lines("batch").stream().map(line -> line.split(" ")).toList();
            return new Batches(column(lines, 0), column(lines, 1), column(lines, 2));
        }

        private static List<Double> column(List<String[]> lines, int at) {
            return lines.stream().map(line -> Double.parseDouble(line[at])).toList();
        }

        /** For a record, of all batches. */
        double asItRan() {
            double all = 0;
            double count = 0;
            for (int i = 0; i < nanos.size(); i++) {
                all += records.get(i) * nanos.get(i);
                count += records.get(i);
            }
            return all / count;
        }

        double undisturbed() {
            List<Double> sorted = nanos.stream().sorted().toList();
            return sorted.get((sorted.size() - 1) / 100);
        }
    }

    /** A ratio that is on the other side of its limit when one round is left out says nothing: more rounds are needed. */
    private static String verdict(double ratio, double least, double greatest, double limit, double moreBytes) {
        if (moreBytes >= BYTES_TOLERANCE) {
            return "NO";
        }
        if (least <= limit && greatest > limit) {
            return "unclear";
        }
        return ratio <= limit ? "yes" : "NO";
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
