package io.manometer.dashboards;

import static org.awaitility.Awaitility.await;

import io.manometer.dashboards.app.PressureApp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The test application in a JVM of its own under the built agent, with the broker that it talks to. */
final class Pressure implements AutoCloseable {
    private final Broker broker;
    private final Process process;
    private final Path portFile;

    private Pressure(Broker broker, Process process, Path portFile) {
        this.broker = broker;
        this.process = process;
        this.portFile = portFile;
    }

    static Pressure start() throws IOException, InterruptedException {
        Path folder =
                Path.of("target/pressure/" + ProcessHandle.current().pid()).toAbsolutePath();
        Files.createDirectories(folder);
        Broker broker = Broker.start(folder.resolve("broker"));
        try {
            return start(folder, broker);
        } catch (IOException | RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    private static Pressure start(Path folder, Broker broker) throws IOException {
        Path portFile = folder.resolve("port");
        Path agent =
                Path.of("../agent/target/manometer-agent.jar").toAbsolutePath().normalize();
        Process process = new ProcessBuilder(List.of(
                        Broker.java(),
                        "-Xmx512m",
                        "-javaagent:" + agent + "=metrics=127.0.0.1:0,metrics.portfile=" + portFile,
                        "-cp",
                        Broker.classPath(),
                        PressureApp.class.getName(),
                        broker.address()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("app.log").toFile())
                .start();
        Pressure pressure = new Pressure(broker, process, portFile);
        try {
            await().atMost(Duration.ofSeconds(90)).until(() -> pressure.ready(folder.resolve("app.log")));
            return pressure;
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private boolean ready(Path log) throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("The application ended: " + Files.readString(log));
        }
        if (Files.readString(log).contains("could not start")) {
            throw new IllegalStateException(Files.readString(log));
        }
        return Files.exists(portFile)
                && !Files.readString(portFile).isBlank()
                && Files.readString(log).contains("READY");
    }

    /** Where the agent's metrics are, as host and port. */
    String address() throws IOException {
        return "127.0.0.1:" + Files.readString(portFile).strip();
    }

    /** The endpoint's page, for this {@code Accept} header. */
    HttpResponse<String> page(String accept) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address() + "/metrics"))
                .header("Accept", accept)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.destroyForcibly();
        broker.close();
    }
}
