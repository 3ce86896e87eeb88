package io.manometer.testapps.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The second act of {@code ./demo}: starts a real broker, produces 600 orders a second to a topic, and consumes it with a program under
 * the agent that does 250 a second, by a poll loop and a pool behind a queue of 100.
 */
public final class Demo {
    private static final double PRODUCED = 600;
    private static final int HANDLED = 250;
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Demo() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        Settings settings = Settings.of(arguments);
        long seconds = settings.number("seconds", 40);
        Path folder = ScratchFolder.create("manometer-kafka");
        System.out.print("Starting a broker of Kafka 4.3.1 in a JVM of its own ...");
        try (Broker broker = Broker.start(folder, Path.of(settings.text("jars")))) {
            broker.topic("orders", 2);
            System.out.printf(" process %d, on %s.%n", broker.pid(), broker.address());
            consume(broker, settings, seconds);
        }
    }

    private static void consume(Broker broker, Settings settings, long seconds)
            throws IOException, InterruptedException {
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
                "thread=billing",
                // What a fetch brings is soon used up, so that the client often learns how much there is.
                "max.partition.fetch.bytes=65536",
                "mode=" + settings.text("mode", "direct"),
                "rate=" + HANDLED,
                "seconds=" + seconds,
                "tell=handled",
                "recorded=true"));
        System.out.printf(
                "Into topic \"orders\": %.0f a second. Out of it, for %d s: a consumer that handles %d a second.%n",
                PRODUCED, seconds, HANDLED);
        System.out.printf(
                "  java -javaagent:%s=record=%s -cp ... %s%n%n",
                settings.text("agent"), settings.text("recording"), Consume.class.getName());
        try (Feeder feeder = new Feeder(broker.address(), "orders", PRODUCED, 500);
                Child consumer = Child.java("consumer", command)) {
            while (!consumer.endsWithin(STEP)) {
                tell(feeder, consumer);
            }
            if (consumer.awaitExit(PATIENCE) != 0) {
                throw new IOException("the consumer failed: " + consumer);
            }
            tell(feeder, consumer);
        }
    }

    private static void tell(Feeder feeder, Child consumer) {
        long sent = feeder.sent();
        List<String> told = consumer.lines("handled");
        long handled = told.isEmpty() ? 0 : Long.parseLong(told.get(told.size() - 1));
        System.out.printf("  produced %,7d   handled %,7d   behind %,7d%n", sent, handled, sent - handled);
    }
}
