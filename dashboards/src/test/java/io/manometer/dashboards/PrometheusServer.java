package io.manometer.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A real Prometheus that scrapes one address every second, on loopback, until it is closed. */
final class PrometheusServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final URI address;
    private final Path log;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private PrometheusServer(Process process, URI address, Path log) {
        this.process = process;
        this.address = address;
        this.log = log;
    }

    static PrometheusServer scraping(String target, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path configuration = Files.writeString(
                folder.resolve("prometheus.yml"), """
                        global:
                          scrape_interval: 1s
                          evaluation_interval: 1s
                        rule_files: ['%s/prometheus/manometer-*.yml']
                        scrape_configs:
                          - job_name: pressure-app
                            static_configs:
                              - targets: ['%s']
                        """.formatted(Path.of("").toAbsolutePath(), target));
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path log = folder.resolve("prometheus.log");
        Process process = new ProcessBuilder(
                        Prometheus.server().toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new PrometheusServer(process, URI.create("http://127.0.0.1:" + port), log);
    }

    boolean ready() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("Prometheus ended; see " + log);
        }
        try {
            return client.send(
                                    HttpRequest.newBuilder(address.resolve("/-/ready"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The series of an instant query, each with one value. */
    List<Series> instant(String query) throws IOException, InterruptedException {
        return series(get("/api/v1/query", Map.of("query", query)), "value");
    }

    /** The series of a range query over the last while. */
    List<Series> range(String query, Duration span, Duration step) throws IOException, InterruptedException {
        Instant now = Instant.now();
        JsonNode data = get(
                "/api/v1/query_range",
                Map.of(
                        "query",
                        query,
                        "start",
                        seconds(now.minus(span)),
                        "end",
                        seconds(now),
                        "step",
                        String.valueOf(step.toSeconds())));
        return series(data, "values");
    }

    /** What a variable with {@code label_values(selector, label)} offers. */
    List<String> labelValues(String selector, String label) throws IOException, InterruptedException {
        JsonNode data = get("/api/v1/label/" + label + "/values", Map.of("match[]", selector));
        return java.util.stream.StreamSupport.stream(data.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** What went wrong in the last scrape, or was warned of in any; nothing when all is well. */
    List<String> scrapeErrors() throws IOException, InterruptedException {
        List<String> errors = new ArrayList<>();
        for (JsonNode target : get("/api/v1/targets", Map.of()).path("activeTargets")) {
            if (!target.path("health").asText().equals("up")) {
                errors.add(target.path("lastError").asText());
            }
        }
        // It warns of samples that it could not take; the rest of its log is about itself.
        Files.readAllLines(log).stream()
                .filter(line -> line.contains("scrape manager"))
                .filter(line -> line.contains("level=warn") || line.contains("level=error"))
                .forEach(errors::add);
        return errors;
    }

    /** The name under which the last scrape described a metric. OpenMetrics has that of a counter without {@code _total}. */
    boolean describes(String metric) throws IOException, InterruptedException {
        return !get("/api/v1/targets/metadata", Map.of("metric", metric)).isEmpty();
    }

    private JsonNode get(String path, Map<String, String> parameters) throws IOException, InterruptedException {
        String query = parameters.entrySet().stream()
                .map(parameter -> URLEncoder.encode(parameter.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(address.resolve(path + "?" + query)).build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode answer = JSON.readTree(response.body());
        if (!answer.path("status").asText().equals("success")) {
            throw new IOException(answer.path("error").asText() + " in " + parameters);
        }
        return answer.path("data");
    }

    private static List<Series> series(JsonNode data, String field) {
        return java.util.stream.StreamSupport.stream(data.path("result").spliterator(), false)
                .map(result -> {
                    Map<String, String> labels = new TreeMap<>();
                    result.path("metric")
                            .fields()
                            .forEachRemaining(label ->
                                    labels.put(label.getKey(), label.getValue().asText()));
                    JsonNode values = result.path(field);
                    return new Series(labels, field.equals("value") ? List.of(sample(values)) : samples(values));
                })
                .toList();
    }

    private static List<Sample> samples(JsonNode values) {
        return java.util.stream.StreamSupport.stream(values.spliterator(), false)
                .map(PrometheusServer::sample)
                .toList();
    }

    private static Sample sample(JsonNode pair) {
        String value = pair.path(1).asText();
        double number = switch (value) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(value);
        };
        return new Sample(pair.path(0).asDouble(), number);
    }

    private static String seconds(Instant instant) {
        return String.valueOf(instant.toEpochMilli() / 1000.0);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, java.util.concurrent.TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    record Series(Map<String, String> labels, List<Sample> samples) {}

    /** Seconds since the epoch, and what was measured then. */
    record Sample(double time, double value) {}
}
