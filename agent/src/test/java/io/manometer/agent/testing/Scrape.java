package io.manometer.agent.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;

/** A page of metrics, read as Prometheus would: each series with its value. */
public record Scrape(String contentType, String text, Map<String, Double> values) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** The port in the file, as soon as it is there. */
    public static int port(Path file) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> Files.exists(file)
                                ? Integer.parseInt(Files.readString(file).trim())
                                : 0,
                        port -> port > 0);
    }

    public static Scrape of(int port) {
        return parse(get(port, "/metrics"));
    }

    public static HttpResponse<String> get(int port, String path, String... headers) {
        return send(port, "GET", path, headers);
    }

    public static HttpResponse<String> send(int port, String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(path, e);
        }
    }

    public static Scrape parse(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + ": " + response.body());
        }
        return parse(response.headers().firstValue("Content-Type").orElse(""), response.body());
    }

    public static Scrape parse(String contentType, String text) {
        Map<String, Double> values = new LinkedHashMap<>();
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            int space = line.lastIndexOf(' ');
            values.put(line.substring(0, space).replace(",}", "}"), Double.valueOf(line.substring(space + 1)));
        });
        return new Scrape(contentType, text, values);
    }

    /** The value of {@code name{hop="HOP",kind="KIND"}}; null when there is none. */
    public Double value(String name, String hop, String kind) {
        return values.get(name + "{hop=\"" + hop + "\",kind=\"" + kind + "\"}");
    }

    /** Values of the label {@code hop}. */
    public Set<String> hops() {
        Set<String> hops = new TreeSet<>();
        for (String series : values.keySet()) {
            int label = series.indexOf("{hop=\"");
            if (label >= 0) {
                hops.add(series.substring(label + 6, series.indexOf('"', label + 6)));
            }
        }
        return hops;
    }
}
