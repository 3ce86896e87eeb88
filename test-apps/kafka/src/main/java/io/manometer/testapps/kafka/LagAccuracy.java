package io.manometer.testapps.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.apache.kafka.clients.admin.Admin;

/**
 * How far the lag that the agent tells is from the broker's own offsets, for consumers of several kinds that fall behind at the same time: two partitions, records of
 * 1 kB, 300 produced a second, 150 handled. The truth is the broker's end, asked all the time, less the position that the consumer prints after each poll.
 */
public final class LagAccuracy {
    private static final Map<String, List<String>> CONSUMERS = consumers();
    private static final String FORMER = "former";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private LagAccuracy() {}

    private static Map<String, List<String>> consumers() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String fetch : List.of("32768", "1048576")) {
            String size = "max.partition.fetch.bytes=" + fetch;
            all.put("3.9.2, classic, fetches of " + fetch, List.of(FORMER, size));
            all.put("4.3.1, classic, fetches of " + fetch, List.of("group.protocol=classic", size));
            all.put("4.3.1, consumer, fetches of " + fetch, List.of("group.protocol=consumer", size));
        }
        return all;
    }

    public static void main(String... arguments) throws Exception {
        Settings.run(arguments, LagAccuracy::measure);
    }

    private static void measure(Settings settings) throws IOException, InterruptedException, ExecutionException {
        settings.requireKnown("jars", "programs", "agent", FORMER, "seconds");
        settings.requirePositive("seconds");
        Path jars = Path.of(settings.text("jars"));
        Path folder = ScratchFolder.create("kafka-lag");
        try (Broker broker = Broker.start(folder.resolve("broker"), jars)) {
            broker.topic("orders", 2);
            Map<String, Child> running = new LinkedHashMap<>();
            try (Feeder feeder = new Feeder(broker.address(), "orders", 300, 1_000)) {
                int number = 0;
                for (Map.Entry<String, List<String>> each : CONSUMERS.entrySet()) {
                    Path recording = folder.resolve(number++ + ".jfr");
                    running.put(each.getKey(), consumer(settings, broker, recording, each.getValue()));
                }
                tell(folder, running, ends(broker, running));
            } finally {
                running.values().forEach(Child::close);
            }
        }
    }

    private static Child consumer(Settings settings, Broker broker, Path recording, List<String> kind)
            throws IOException {
        String libraries = settings.text("programs") + ":" + settings.text("jars") + "/*";
        List<String> command = new ArrayList<>(List.of(
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-javaagent:" + settings.text("agent") + "=record=" + recording,
                "-cp",
                kind.contains(FORMER) ? settings.text(FORMER) + ":" + libraries : libraries,
                "io.manometer.testapps.kafka.Consume",
                "recorded=true",
                "servers=" + broker.address(),
                "topic=orders",
                "group.id=" + recording.getFileName(),
                "rate=150",
                "tell=position",
                "seconds=" + settings.number("seconds", 60)));
        kind.stream().filter(setting -> !setting.equals(FORMER)).forEach(command::add);
        return Child.java("consumer", command);
    }

    /** The topic's end by time, until the first consumer has ended. */
    private static TreeMap<Long, Long> ends(Broker broker, Map<String, Child> running)
            throws InterruptedException, ExecutionException {
        TreeMap<Long, Long> ends = new TreeMap<>();
        Child first = running.values().iterator().next();
        try (Admin admin = broker.admin()) {
            while (!first.endsWithin(Duration.ofMillis(50))) {
                long before = System.currentTimeMillis();
                long sum = Broker.end(admin, "orders", 2);
                ends.put((before + System.currentTimeMillis()) / 2, sum);
            }
        }
        return ends;
    }

    private static void tell(Path folder, Map<String, Child> running, TreeMap<Long, Long> ends)
            throws IOException, InterruptedException {
        System.out.println(
                "| consumer | samples | lag at the end | mean error | root of the mean square | largest | largest, of the lag |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
        int number = 0;
        for (Map.Entry<String, Child> each : running.entrySet()) {
            each.getValue().awaitExit(PATIENCE);
            TreeMap<Long, Long> positions = new TreeMap<>();
            for (String line : each.getValue().lines("position")) {
                String[] parts = line.split(" ");
                positions.put(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            }
            row(each.getKey(), folder.resolve(number++ + ".jfr"), ends, positions);
        }
    }

    private static void row(String consumer, Path recording, TreeMap<Long, Long> ends, TreeMap<Long, Long> positions)
            throws IOException {
        List<RecordedEvent> events = RecordingFile.readAllEvents(recording);
        Set<Long> bothKnown = events.stream()
                .filter(event -> event.getEventType().getName().equals("manometer.ConsumerSample"))
                .filter(event -> event.getInt("partitions") == 2)
                .map(event -> event.getLong("tick"))
                .collect(Collectors.toSet());
        int samples = 0;
        double lag = 0;
        double sum = 0;
        double squares = 0;
        double largest = 0;
        double share = 0;
        for (RecordedEvent event : events) {
            if (!event.getEventType().getName().equals("manometer.HopSample")
                    || !bothKnown.contains(event.getLong("tick"))
                    || event.getInt("consumers") == 0) {
                continue;
            }
            long at = event.getStartTime().toEpochMilli();
            Map.Entry<Long, Long> before = ends.floorEntry(at);
            Map.Entry<Long, Long> after = ends.higherEntry(at);
            Map.Entry<Long, Long> position = positions.floorEntry(at);
            if (before == null || after == null || position == null || positions.higherEntry(at) == null) {
                continue;
            }
            double part = (at - before.getKey()) / (double) (after.getKey() - before.getKey());
            lag = before.getValue() + part * (after.getValue() - before.getValue()) - position.getValue();
            double error = event.getLong("depth") - lag;
            samples++;
            sum += error;
            squares += error * error;
            largest = Math.max(largest, Math.abs(error));
            share = Math.max(share, Math.abs(error) / lag);
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.0f | %.0f | %.0f | %.0f | %.1f %% |%n",
                consumer,
                samples,
                lag,
                sum / samples,
                Math.sqrt(squares / samples),
                largest,
                100 * share);
    }
}
