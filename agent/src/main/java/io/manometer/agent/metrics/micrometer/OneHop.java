package io.manometer.agent.metrics.micrometer;

import io.manometer.agent.metrics.HopSeries;
import io.manometer.agent.metrics.Metric;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The meters of one hop in one registry. */
final class OneHop {
    /** Waits recorded at most in a window: they are samples, and a registry's timer may be slow. */
    private static final double MOST_WAITS = 100;

    private final MeterRegistry registry;
    private final HopSeries series;
    private final IntSupplier reader;
    private final Tags tags;
    private final List<Meter> meters = new ArrayList<>();
    private final Timer waits;
    private final double[] owed = new double[Metric.WAIT_BUCKETS.size() + 1];
    private final long[] counts = new long[owed.length];
    private final long[] nanos = new long[owed.length];
    private final long[] countsBefore = new long[owed.length];
    private final long[] nanosBefore = new long[owed.length];
    private @Nullable Meter capacity;

    /** Set and cleared from outside, to find those that are gone. */
    boolean seen;

    OneHop(MeterRegistry registry, HopSeries series, IntSupplier reader) {
        this.registry = registry;
        this.series = series;
        this.reader = reader;
        this.tags = Tags.of("hop", series.hop, "kind", series.kind.label);
        for (Metric metric : Metric.values()) {
            if (metric.appliesTo(series.kind)) {
                bind(metric);
            }
        }
        waits = Timer.builder(Metric.WAIT.meter())
                .tags(tags)
                .description(Metric.WAIT.help)
                .serviceLevelObjectives(bounds())
                .register(registry);
        meters.add(waits);
    }

    void sync() {
        boolean wanted = series.bounded();
        Meter present = capacity;
        if (wanted && present == null) {
            capacity = gauge(Metric.CAPACITY, each -> each.value(Metric.CAPACITY));
        } else if (!wanted && present != null) {
            registry.remove(present);
            capacity = null;
        }
        recordWaits();
    }

    void remove() {
        for (Meter meter : meters) {
            registry.remove(meter);
        }
        Meter present = capacity;
        if (present != null) {
            registry.remove(present);
        }
    }

    private void bind(Metric metric) {
        switch (metric) {
            case CAPACITY, WAIT -> {} // by sync, by the constructor
            case DEPTH_MIN -> meters.add(gauge(metric, each -> each.lowest(reader.getAsInt())));
            case DEPTH_MAX -> meters.add(gauge(metric, each -> each.highest(reader.getAsInt())));
            case REFUSED -> {
                for (int i = 0; i < Metric.REASONS.size(); i++) {
                    int reason = i;
                    meters.add(
                            counter(metric, tags.and("reason", Metric.REASONS.get(i)), each -> each.refused(reason)));
                }
            }
            default -> {
                ToDoubleFunction<HopSeries> value = each -> each.value(metric);
                meters.add(metric.type == Metric.Type.COUNTER ? counter(metric, tags, value) : gauge(metric, value));
            }
        }
    }

    private Meter gauge(Metric metric, ToDoubleFunction<HopSeries> value) {
        Gauge.Builder<HopSeries> gauge =
                Gauge.builder(metric.meter(), series, value).tags(tags).description(metric.help);
        return (metric.unit.label.isEmpty() ? gauge : gauge.baseUnit(metric.unit.label)).register(registry);
    }

    private Meter counter(Metric metric, Tags labels, ToDoubleFunction<HopSeries> value) {
        FunctionCounter.Builder<HopSeries> counter = FunctionCounter.builder(metric.meter(), series, value)
                .tags(labels)
                .description(metric.help);
        return (metric.unit.label.isEmpty() ? counter : counter.baseUnit(metric.unit.label)).register(registry);
    }

    /** Each at the mean of its bucket, so that buckets and sum are right; thinned evenly when there are many. */
    private void recordWaits() {
        series.waits(counts, nanos);
        long fresh = 0;
        for (int i = 0; i < counts.length; i++) {
            fresh += counts[i] - countsBefore[i];
        }
        if (fresh == 0) {
            return;
        }
        double share = Math.min(1, MOST_WAITS / fresh);
        for (int i = 0; i < counts.length; i++) {
            long count = counts[i] - countsBefore[i];
            if (count > 0) {
                owed[i] += count * share;
                long mean = (nanos[i] - nanosBefore[i]) / count;
                for (; owed[i] >= 1; owed[i]--) {
                    waits.record(mean, TimeUnit.NANOSECONDS);
                }
            }
            countsBefore[i] = counts[i];
            nanosBefore[i] = nanos[i];
        }
    }

    private static Duration[] bounds() {
        return Metric.WAIT_BUCKETS.stream()
                .map(seconds -> Duration.ofNanos(Math.round(seconds * 1e9)))
                .toArray(Duration[]::new);
    }
}
