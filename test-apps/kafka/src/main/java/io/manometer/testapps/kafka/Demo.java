package io.manometer.testapps.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The second act of {@code ./demo}: starts a real broker, produces 600 orders a second to a topic, and consumes it with a program under
 * the agent that does 250 a second, by a poll loop and a pool behind a queue of 100.
 */
public final class Demo {
    private static final double PRODUCED = 600;
    private static final int HANDLED = 250;

    private Demo() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        Settings settings = Settings.of(arguments);
        long seconds = settings.number("seconds", 30);
        Path folder = Files.createTempDirectory("manometer-kafka");
        System.out.println("Starting a broker of Kafka 4.3.1 in a JVM of its own ...");
        try (Broker broker = Broker.start(folder, Path.of(settings.text("jars")))) {
            broker.topic("orders", 2);
            System.out.printf("It is process %d, on %s.%n", broker.pid(), broker.address());
            consume(broker, settings, seconds);
        } finally {
            delete(folder);
        }
    }

    private static void consume(Broker broker, Settings settings, long seconds)
            throws IOException, InterruptedException {
        System.out.printf(
                "For %d s: %,.0f orders a second into topic \"orders\"; a consumer under the agent handles %d a second.%n",
                seconds, PRODUCED, HANDLED);
        List<String> command = new ArrayList<>(List.of(
                "-XX:-PrintWarnings",
                "-Xmx96m",
                "-javaagent:" + settings.text("agent") + "=record=" + settings.text("recording"),
                "-cp",
                settings.text("programs") + java.io.File.pathSeparator + settings.text("jars") + "/*",
                Consume.class.getName(),
                "servers=" + broker.address(),
                "topic=orders",
                "group.id=billing",
                "mode=" + settings.text("mode", "direct"),
                "rate=" + HANDLED,
                "seconds=" + seconds,
                "recorded=true"));
        try (Feeder feeder = new Feeder(broker.address(), "orders", PRODUCED, 500);
                Child consumer = Child.java("consumer", command)) {
            if (consumer.awaitExit(Duration.ofSeconds(seconds + 60)) != 0) {
                throw new IOException("the consumer failed: " + consumer);
            }
            String handled = consumer.lines("handled").stream().findFirst().orElse("?");
            System.out.printf("  %,d orders were produced, %s were handled.%n", feeder.sent(), handled);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
