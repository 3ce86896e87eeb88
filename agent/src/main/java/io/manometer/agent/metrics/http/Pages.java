package io.manometer.agent.metrics.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the endpoint serves. */
public interface Pages {
    /** The content type for an {@code Accept} header. */
    String contentType(@Nullable String accept);

    /** All metrics, for the scraper at this place of {@link Scrapers}. */
    byte[] metrics(String contentType, int scraper) throws IOException;

    /** A scraper that was not seen for long made room for another. */
    void forget(int scraper);
}
