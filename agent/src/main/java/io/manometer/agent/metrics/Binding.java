package io.manometer.agent.metrics;

/** A registry that carries the metrics: the agent's own, or an application's. */
public interface Binding {
    /** Brings its meters in step with the series that there are, and hands over new waits. Called by one thread. */
    void sync(HopSeries[] live);
}
