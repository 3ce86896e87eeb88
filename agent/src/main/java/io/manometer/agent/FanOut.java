package io.manometer.agent;

import io.manometer.boot.ConsumerSample;
import io.manometer.boot.Folded;
import io.manometer.boot.HopSink;
import io.manometer.boot.Meter;
import io.manometer.boot.ProducerSample;
import io.manometer.boot.Sample;

/** Two readers of the same windows: JFR events and metrics. */
final class FanOut implements HopSink {
    private final HopSink events;
    private final HopSink metrics;

    FanOut(HopSink events, HopSink metrics) {
        this.events = events;
        this.metrics = metrics;
    }

    @Override
    public void described(Meter meter) {
        metrics.described(meter);
        events.described(meter);
    }

    @Override
    public void sampled(Meter meter, Sample sample) {
        metrics.sampled(meter, sample);
        events.sampled(meter, sample);
    }

    @Override
    public void ended(Meter meter) {
        metrics.ended(meter);
        events.ended(meter);
    }

    @Override
    public void consumer(Meter meter, ConsumerSample sample, long tick) {
        metrics.consumer(meter, sample, tick);
        events.consumer(meter, sample, tick);
    }

    @Override
    public void producer(Meter meter, ProducerSample sample, long tick) {
        metrics.producer(meter, sample, tick);
        events.producer(meter, sample, tick);
    }

    @Override
    public void edge(int from, int to, long count) {
        events.edge(from, to, count);
    }

    @Override
    public void windowEnded(long tick, long windowNanos, long workNanos, int liveHops) {
        metrics.windowEnded(tick, windowNanos, workNanos, liveHops);
        events.windowEnded(tick, windowNanos, workNanos, liveHops);
    }

    @Override
    public void folded(Folded entry) {
        events.folded(entry);
    }

    @Override
    public boolean unbounded(Meter meter) {
        return events.unbounded(meter);
    }

    @Override
    public void blocked(Meter loop, int at, String how, long nanos, String thread, String stack) {
        events.blocked(loop, at, how, nanos, thread, stack);
    }

    @Override
    public void refused(Meter meter, String how) {
        events.refused(meter, how);
    }

    @Override
    public boolean descriptionsWanted() {
        return events.descriptionsWanted();
    }
}
