package io.manometer.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page of the agent's endpoint, as a scraper sees it. */
final class Page {
    static final String TEXT = "text/plain";
    static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final HttpRequest request;

    Page(int port, String accept) {
        request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .header("Accept", accept)
                .build();
    }

    /**
     * The port that the agent wrote into the file, as soon as it has.
     *
     * @throws IOException also when it hasn't within a minute
     */
    static int port(Path file) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!Files.exists(file)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the agent wrote no port into " + file + " within a minute");
            }
            Thread.sleep(50);
        }
        return Integer.parseInt(Files.readString(file).trim());
    }

    String scrape() throws IOException, InterruptedException {
        HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode());
        }
        return response.body();
    }

    /**
     * Scrapes until so many hops are told.
     *
     * @throws IOException also when they aren't within a minute
     */
    void awaitHops(int hops) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        for (long told = hops(scrape()); told < hops; told = hops(scrape())) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the agent told " + told + " of " + hops + " hops within a minute");
            }
            Thread.sleep(200);
        }
    }

    /** How many series there are. */
    static long series(String page) {
        return page.lines().filter(line -> !line.startsWith("#")).count();
    }

    /** How many series a metric of every hop has. */
    static long hops(String page) {
        return page.lines()
                .filter(line -> line.startsWith("backpressure_depth{hop=\""))
                .count();
    }

    /** The value of a metric without labels. */
    static double value(String page, String metric) {
        return page.lines()
                .filter(line -> line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }
}
