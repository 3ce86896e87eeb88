package io.manometer.agent.metrics;

import io.manometer.agent.naming.HopNames;
import io.manometer.boot.ConsumerSample;
import io.manometer.boot.Folded;
import io.manometer.boot.HopSink;
import io.manometer.boot.Kind;
import io.manometer.boot.Meter;
import io.manometer.boot.ProducerSample;
import io.manometer.boot.Sample;
import io.manometer.boot.WindowSource;
import java.util.HashMap;
import java.util.Map;

/** Turns windows into series. Everything is called by the sampler's thread; readers see what a finished window published. */
final class MetricsSink implements HopSink {
    private final Map<Integer, Instance> instances = new HashMap<>();
    private final JvmSeries jvm;
    private final SeriesTable table;
    private final long periodNanos;
    private final Runnable onWindow;
    private volatile HopSeries[] live = new HopSeries[0];

    /** @param onWindow told after each window; must be quick */
    MetricsSink(JvmSeries jvm, int maxSeries, long periodNanos, Runnable onWindow) {
        this.jvm = jvm;
        this.table = new SeriesTable(maxSeries);
        this.periodNanos = periodNanos;
        this.onWindow = onWindow;
    }

    /** The series that there were at the end of the last window. */
    HopSeries[] live() {
        return live;
    }

    @Override
    public void described(Meter meter) {
        Instance instance = instances.get(meter.id);
        if (instance == null) {
            instance = new Instance(join(meter), periodNanos);
            instances.put(meter.id, instance);
        } else if (!belongs(instance.series, meter)) {
            move(instance, meter);
        }
        Meter.Pool pool = meter.pool();
        instance.capacity = meter.capacity();
        instance.depthIncludesRunning = pool != null && pool.liveTasks;
    }

    @Override
    public void sampled(Meter meter, Sample sample) {
        Instance instance = instances.get(meter.id);
        if (instance == null) {
            return; // never described: it ended before the window did
        }
        if (SeriesTable.isOther(instance.series) && table.hasRoom()) {
            move(instance, meter);
        }
        instance.capacity = meter.capacity();
        instance.sampled(sample);
        instance.series.count(sample);
    }

    @Override
    public void consumer(Meter meter, ConsumerSample sample, long tick) {
        Instance instance = instances.get(meter.id);
        if (instance != null) {
            instance.secondsSincePoll = sample.sincePoll / 1e9;
            instance.maxPollSeconds = sample.pollLimit / 1e9;
            instance.pausedPartitions = sample.pausedPartitions;
        }
    }

    @Override
    public void producer(Meter meter, ProducerSample sample, long tick) {
        Instance instance = instances.get(meter.id);
        if (instance != null) {
            instance.bufferUsed = sample.bufferUsed;
        }
    }

    @Override
    public void ended(Meter meter) {
        Instance instance = instances.remove(meter.id);
        if (instance != null) {
            table.leave(instance.series);
        }
    }

    @Override
    public void windowEnded(long tick, long windowNanos, long workNanos, int liveHops) {
        long begin = System.nanoTime();
        for (HopSeries each : table.all()) {
            each.beginWindow();
        }
        long unbounded = 0;
        for (Instance instance : instances.values()) {
            instance.endWindow(tick, windowNanos);
            instance.series.include(instance);
            unbounded += instance.capacity < 0 ? 1 : 0;
        }
        for (HopSeries each : table.all()) {
            each.publish(begin);
        }
        HopSeries[] changed = table.takeChange();
        if (changed != null) {
            live = changed;
        }
        jvm.windowEnded(unbounded, table.folded());
        jvm.worked(workNanos + System.nanoTime() - begin);
        onWindow.run();
    }

    private HopSeries join(Meter meter) {
        return table.join(withoutIdentity(HopNames.of(meter)), meter.kind(), owner(meter));
    }

    private void move(Instance instance, Meter meter) {
        // First out, then in: at the limit the series that it leaves is the room that it needs.
        table.leave(instance.series);
        instance.series = join(meter);
    }

    /** A hop's name may become known, or its kind: the queue of an executor is first seen as a queue. */
    private static boolean belongs(HopSeries series, Meter meter) {
        if (series.kind != meter.kind()) {
            return false;
        }
        String name = withoutIdentity(HopNames.of(meter));
        return SeriesTable.isOther(series) || series.hop.equals(name) || series.hop.startsWith(name + " (");
    }

    /** A topic or a pipeline is the same whoever created it; a topic is another one for each consumer group. */
    private static String owner(Meter meter) {
        WindowSource source = meter.source();
        if (source != null) {
            return source.group();
        }
        return meter.kind() == Kind.FORKJOIN ? "" : withoutIdentity(meter.site.className);
    }

    /** Classes made at run time carry a number that is another one in each run. */
    private static String withoutIdentity(String name) {
        int made = name.indexOf("$$");
        if (made < 0) {
            return name;
        }
        int end = made;
        while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != ':') {
            end++;
        }
        return name.substring(0, made) + withoutIdentity(name.substring(end));
    }

    @Override
    public void edge(int from, int to, long count) {}

    @Override
    public void folded(Folded entry) {}

    @Override
    public boolean unbounded(Meter meter) {
        return false;
    }

    @Override
    public void refused(Meter meter, String how) {}

    @Override
    public void blocked(Meter loop, int at, String how, long nanos, String thread, String stack) {}

    @Override
    public boolean descriptionsWanted() {
        return false;
    }
}
