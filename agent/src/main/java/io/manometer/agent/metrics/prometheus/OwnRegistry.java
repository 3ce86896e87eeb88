package io.manometer.agent.metrics.prometheus;

import io.manometer.agent.metrics.Binding;
import io.manometer.agent.metrics.HopSeries;
import io.manometer.agent.metrics.JvmSeries;
import io.manometer.agent.metrics.micrometer.HopMeters;
import io.micrometer.common.util.internal.logging.InternalLoggerFactory;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A registry that nobody but the agent knows, for the agent's own endpoint. */
@SuppressWarnings("deprecation") // decision 35: the line of Micrometer that carries simpleclient
public final class OwnRegistry implements Binding {
    private final PrometheusMeterRegistry registry;
    private final HopMeters meters;
    private int reader;
    private int lastLength = 1 << 14;

    public OwnRegistry(JvmSeries jvm) {
        // Left alone, Micrometer would wake up java.util.logging, whose set-up belongs to the application.
        InternalLoggerFactory.setDefaultFactory(new AgentLoggerFactory());
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        meters = new HopMeters(jvm, () -> reader);
        meters.bindTo(registry);
    }

    @Override
    public synchronized void sync(HopSeries[] live) {
        meters.sync(live);
    }

    /** The content type for an {@code Accept} header: OpenMetrics for those who ask for it, the text format otherwise. */
    public static String contentType(@Nullable String accept) {
        return TextFormat.chooseContentType(accept);
    }

    /** All metrics in UTF-8, for the scraper at this place. One at a time: a page is a few milliseconds of work. */
    public synchronized byte[] page(String contentType, int scraper) throws IOException {
        reader = scraper;
        TextWriter text = new TextWriter(lastLength + 1024);
        registry.scrape(text, contentType);
        lastLength = text.length();
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
