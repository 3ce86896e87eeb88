package io.manometer.agent.metrics.micrometer;

import io.manometer.agent.metrics.Binding;
import io.manometer.agent.metrics.HopSeries;
import io.manometer.agent.metrics.JvmSeries;
import io.manometer.agent.metrics.Metric;
import io.manometer.agent.metrics.Metric.Type;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Binds every metric of the table to a registry, and keeps the meters of hops in step with the hops.
 *
 * <p>The registry holds this object by its gauges; whoever else refers to it does so weakly.
 */
public final class HopMeters implements MeterBinder, Binding {
    private final JvmSeries jvm;
    private final IntSupplier reader;
    private final Map<HopSeries, OneHop> hops = new IdentityHashMap<>();
    private @Nullable MeterRegistry registry;

    /**
     * @param jvm what is exported without a hop
     * @param reader whose lowest and highest depths are asked for at the moment; see {@link HopSeries#lowest}
     */
    public HopMeters(JvmSeries jvm, IntSupplier reader) {
        this.jvm = jvm;
        this.reader = reader;
    }

    /** Binds to the registry that every library of the application shares. Called across class loaders. */
    public static Binding bindGlobal(JvmSeries jvm, IntSupplier reader) {
        HopMeters meters = new HopMeters(jvm, reader);
        meters.bindTo(Metrics.globalRegistry);
        return meters;
    }

    @Override
    public void bindTo(MeterRegistry target) {
        registry = target;
        for (Metric metric : Metric.values()) {
            if (metric.of.kinds.isEmpty()) {
                bindJvm(target, metric);
            }
        }
    }

    @Override
    public void sync(HopSeries[] live) {
        MeterRegistry target = registry;
        if (target == null) {
            return;
        }
        for (OneHop hop : hops.values()) {
            hop.seen = false;
        }
        for (HopSeries series : live) {
            OneHop hop = hops.computeIfAbsent(series, fresh -> new OneHop(target, fresh, reader));
            hop.seen = true;
            hop.sync();
        }
        Iterator<OneHop> all = hops.values().iterator();
        while (all.hasNext()) {
            OneHop hop = all.next();
            if (!hop.seen) {
                hop.remove();
                all.remove();
            }
        }
    }

    private void bindJvm(MeterRegistry target, Metric metric) {
        Tags tags = metric == Metric.AGENT_INFO ? Tags.of("version", jvm.version()) : Tags.empty();
        if (metric.type == Type.COUNTER) {
            FunctionCounter.Builder<JvmSeries> counter = FunctionCounter.builder(
                            metric.meter(), jvm, each -> each.value(metric))
                    .tags(tags)
                    .description(metric.help);
            (metric.unit.label.isEmpty() ? counter : counter.baseUnit(metric.unit.label)).register(target);
            return;
        }
        // Strong, and through this object: so it lives as long as the registry does.
        Gauge.builder(metric.meter(), this, each -> each.jvm.value(metric))
                .tags(tags)
                .description(metric.help)
                .strongReference(true)
                .register(target);
    }
}
