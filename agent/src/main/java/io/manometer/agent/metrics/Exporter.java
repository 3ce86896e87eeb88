package io.manometer.agent.metrics;

import io.manometer.agent.config.MetricsTarget;
import io.manometer.agent.config.Options;
import io.manometer.boot.HopSink;
import io.manometer.boot.Waits;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/** Starts what {@code metrics=} asks for. In premain no more than a few classes are loaded; the rest begins on its own threads. */
public final class Exporter {
    private Exporter() {}

    /** The sink that the sampler must feed. */
    public static HopSink start(
            MetricsTarget target, Options options, Instrumentation instrumentation, boolean attached) {
        Waits.want();
        JvmSeries jvm = new JvmSeries();
        List<Publisher> publishers = new ArrayList<>();
        MetricsSink sink = new MetricsSink(jvm, options.metricsMaxSeries(), options.periodNanos(), () -> {
            for (Publisher each : publishers) {
                each.windowEnded();
            }
        });
        if (target.host() != null) {
            OwnEndpoint endpoint = new OwnEndpoint(target, options, jvm, sink);
            publishers.add(new Publisher("manometer-metrics", sink, jvm, endpoint));
        }
        if (target.app()) {
            ApplicationRegistries registries = ApplicationRegistries.watch(jvm, instrumentation, attached);
            publishers.add(new Publisher("manometer-app-metrics", sink, jvm, registries));
        }
        for (Publisher each : publishers) {
            each.start();
        }
        return sink;
    }
}
