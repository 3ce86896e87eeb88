package io.manometer.testapps.kafka;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** A real broker in a JVM of its own, in KRaft mode, on free ports of the loopback interface. */
public final class Broker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Path jars;
    private final int port;
    private Child process;

    private Broker(Path folder, Path jars, int port, Child process) {
        this.folder = folder;
        this.jars = jars;
        this.port = port;
        this.process = process;
    }

    /**
     * Formats the storage and starts the broker.
     *
     * @param folder empty; for storage and configuration
     * @param jars the folder with Kafka's jars
     */
    public static Broker start(Path folder, Path jars) throws IOException, InterruptedException {
        int[] ports = freePorts();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("server.properties"), configuration(folder, ports[0], ports[1]));
        try (Child format = java(
                "format",
                jars,
                "kafka.tools.StorageTool",
                "format",
                "--cluster-id",
                Uuid.randomUuid().toString(),
                "--config",
                folder.resolve("server.properties").toString())) {
            if (format.awaitExit(PATIENCE) != 0) {
                throw new IOException("the storage was not formatted: " + format);
            }
        }
        return new Broker(folder, jars, ports[0], run(folder, jars, ports[0]));
    }

    private static Child run(Path folder, Path jars, int port) throws IOException, InterruptedException {
        Child child = java(
                "broker",
                jars,
                "kafka.Kafka",
                folder.resolve("server.properties").toString());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(port)) {
            if (!child.isAlive() || System.nanoTime() > deadline) {
                child.close();
                throw new IOException("the broker did not start: " + child);
            }
        }
        return child;
    }

    /** Asks for as long as it takes to be refused or answered. */
    private static boolean answers(int port) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port))) {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(1_000))
                    .nodes()
                    .get();
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }

    private static Child java(String name, Path jars, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("-Xmx384m", "-XX:+UseSerialGC", "-cp", jars + File.separator + "*"));
        command.addAll(List.of(arguments));
        return Child.java(name, command);
    }

    private static int[] freePorts() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket first = new ServerSocket(0, 1, loopback);
                ServerSocket second = new ServerSocket(0, 1, loopback)) {
            return new int[] {first.getLocalPort(), second.getLocalPort()};
        }
    }

    private static String configuration(Path folder, int port, int controllerPort) {
        return String.join(
                "\n",
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
                "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
                "controller.listener.names=CONTROLLER",
                "log.dirs=" + folder.resolve("data"),
                "auto.create.topics.enable=false",
                "offsets.topic.replication.factor=1",
                "offsets.topic.num.partitions=1",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "share.coordinator.state.topic.replication.factor=1",
                "share.coordinator.state.topic.min.isr=1",
                "share.coordinator.state.topic.num.partitions=1",
                "group.initial.rebalance.delay.ms=0",
                "group.consumer.min.heartbeat.interval.ms=500",
                "group.consumer.heartbeat.interval.ms=500",
                "");
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    public long pid() {
        return process.pid();
    }

    /** Makes an empty topic. */
    public void topic(String name, int partitions) throws InterruptedException {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", address()));
    }

    /** The sum of the ends of all the topic's partitions, by the broker. */
    public static long end(Admin admin, String topic, int partitions) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(number -> new TopicPartition(topic, number), number -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    /** As {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.kill();
    }

    /** Starts it again on what it has on disk. */
    public void restart() throws IOException, InterruptedException {
        process = run(folder, jars, port);
    }

    @Override
    public void close() {
        process.close();
    }
}
