package io.manometer.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Scrapes another JVM once a second, as Prometheus would, until it is closed. */
final class Scraper implements AutoCloseable {
    private static final int LEAST_SCRAPES = 2;

    private final Thread thread;
    private volatile int scrapes;
    private volatile @Nullable Exception failure;

    Scraper(Endpoint endpoint) {
        thread = new Thread(() -> scrape(Path.of(endpoint.portFile())), "scraper");
        thread.setDaemon(true);
        thread.start();
    }

    /** Fails if nothing was scraped: the figure would be one without metrics. */
    void check() throws IOException {
        if (scrapes < LEAST_SCRAPES) {
            throw new IOException("only " + scrapes + " scrapes", failure);
        }
    }

    private void scrape(Path portFile) {
        try {
            Page page = new Page(Page.port(portFile), Page.TEXT);
            while (true) {
                page.scrape();
                scrapes = scrapes + 1;
                Thread.sleep(1000);
            }
        } catch (IOException | InterruptedException e) {
            failure = e; // the JVM has ended, most likely
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
