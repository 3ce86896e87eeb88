package io.manometer.agent.metrics.http;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Serves the same to everybody.
 *
 * @param asked how often it was asked for
 */
record OnePage(byte[] page, AtomicInteger asked) implements Pages {
    @Override
    public String contentType(String accept) {
        return "text/plain";
    }

    @Override
    public byte[] metrics(String contentType, int scraper) {
        asked.incrementAndGet();
        return page;
    }

    @Override
    public void forget(int scraper) {}
}
