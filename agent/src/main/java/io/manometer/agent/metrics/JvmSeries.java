package io.manometer.agent.metrics;

import io.manometer.agent.config.AgentVersion;
import io.manometer.boot.Health;
import java.util.concurrent.atomic.AtomicLong;

/** What is exported of the whole JVM: without a hop. */
public final class JvmSeries {
    private final AtomicLong workNanos = new AtomicLong();
    private volatile long unboundedHops;
    private volatile long foldedHops;

    public double value(Metric metric) {
        return switch (metric) {
            case UNBOUNDED_HOPS -> unboundedHops;
            case AGENT_INFO -> 1;
            case AGENT_ERRORS -> Health.errors.get();
            case AGENT_HOPS_FOLDED -> foldedHops + Health.foldedHops.get();
            case AGENT_SECONDS -> workNanos.get() / 1e9;
            default -> throw new IllegalArgumentException(metric.series);
        };
    }

    /** The value of the one label of {@link Metric#AGENT_INFO}. */
    public String version() {
        return AgentVersion.VERSION;
    }

    /** A thread of the agent worked so long. */
    void worked(long nanos) {
        workNanos.addAndGet(nanos);
    }

    void windowEnded(long unbounded, long folded) {
        unboundedHops = unbounded;
        foldedHops = folded;
    }
}
