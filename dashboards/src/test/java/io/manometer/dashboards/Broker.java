package io.manometer.dashboards;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real Kafka broker of one node in a JVM of its own, on loopback, until it is closed. */
final class Broker implements AutoCloseable {
    private final Process process;
    private final int port;

    private Broker(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Broker start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int port;
        int controller;
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket other = new ServerSocket(0)) {
            port = one.getLocalPort();
            controller = other.getLocalPort();
        }
        Path settings = Files.writeString(
                folder.resolve("server.properties"), """
                        process.roles=broker,controller
                        node.id=1
                        controller.quorum.voters=1@127.0.0.1:%2$d
                        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                        controller.listener.names=CONTROLLER
                        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                        log.dirs=%3$s
                        offsets.topic.replication.factor=1
                        offsets.topic.num.partitions=1
                        transaction.state.log.replication.factor=1
                        transaction.state.log.min.isr=1
                        share.coordinator.state.topic.replication.factor=1
                        share.coordinator.state.topic.min.isr=1
                        group.initial.rebalance.delay.ms=0
                        """.formatted(port, controller, folder.resolve("data")));
        Prometheus.Output formatted = Prometheus.run(
                folder,
                java(),
                "-cp",
                classPath(),
                "kafka.tools.StorageTool",
                "format",
                "--cluster-id",
                "MkU3OEVBNTcwNTJENDM2Qg",
                "--config",
                settings.toString());
        if (formatted.status() != 0) {
            throw new IOException("The broker's storage could not be formatted: " + formatted.text());
        }
        Process process = new ProcessBuilder(
                        List.of(java(), "-Xmx512m", "-cp", classPath(), "kafka.Kafka", settings.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("broker.log").toFile())
                .start();
        Broker broker = new Broker(process, port);
        try {
            await().atMost(Duration.ofSeconds(90)).until(broker::listens);
            return broker;
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** That of the tests without the agent's classes, which an application never has. */
    static String classPath() {
        String separator = System.getProperty("path.separator");
        String agent = Path.of("../agent/target").toAbsolutePath().normalize().toString();
        return java.util.Arrays.stream(System.getProperty("java.class.path").split(separator))
                .filter(entry -> !entry.startsWith(agent))
                .collect(java.util.stream.Collectors.joining(separator));
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new IllegalStateException("The broker ended; see broker.log below target");
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
