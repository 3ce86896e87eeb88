package io.manometer.analyzer.testing;

import io.manometer.events.AgentHealth;
import io.manometer.events.AgentInfo;
import io.manometer.events.ChannelPressure;
import io.manometer.events.ChannelSample;
import io.manometer.events.ConsumerSample;
import io.manometer.events.EventLoopBlocked;
import io.manometer.events.HopDescription;
import io.manometer.events.HopEdge;
import io.manometer.events.HopSample;
import io.manometer.events.ProducerSample;
import io.manometer.events.Refusal;
import io.manometer.events.UnboundedHop;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Configuration;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.EventStream;

/** Commits what the agent would, without the agent; also a program, for JVMs that must be different ones or be killed. */
public final class FakeAgent {
    public static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Every event class of the contract. */
    public static final List<Class<? extends Event>> EVENTS = List.of(
            AgentInfo.class,
            AgentHealth.class,
            HopDescription.class,
            HopSample.class,
            HopEdge.class,
            Refusal.class,
            UnboundedHop.class,
            ConsumerSample.class,
            ProducerSample.class,
            ChannelSample.class,
            ChannelPressure.class,
            EventLoopBlocked.class);

    private FakeAgent() {}

    /** {@code dump NAME FILE WINDOWS} or {@code linger NAME WINDOWS}, which says READY when all is on disk. */
    public static void main(String[] arguments) throws Exception {
        String name = arguments[1];
        switch (arguments[0]) {
            case "dump" -> {
                try (Recording recording = recording()) {
                    recording.start();
                    growing(1, name, 1, Integer.parseInt(arguments[3]));
                    recording.dump(Path.of(arguments[2]));
                }
            }
            case "linger" -> linger(name, Integer.parseInt(arguments[2]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void linger(String name, int windows) throws Exception {
        CountDownLatch flushed = new CountDownLatch(2);
        try (Recording recording = recording();
                EventStream stream = EventStream.openRepository()) {
            recording.start();
            growing(1, name, 1, windows);
            stream.onFlush(flushed::countDown);
            stream.startAsync();
            flushed.await();
            System.out.println("READY");
            new CountDownLatch(1).await();
        }
    }

    /** Nothing is known of an event before. */
    public static void register() {
        EVENTS.forEach(FlightRecorder::register);
    }

    /** A recording as the default settings make it, as far as the analyzer cares. */
    public static Recording recording() {
        register();
        Recording recording = new Recording();
        try {
            recording.setSettings(Configuration.getConfiguration("default").getSettings());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        EVENTS.forEach(recording::enable);
        return recording;
    }

    /** An unbounded queue that takes a hundred a second more than leave. */
    public static void growing(long hop, String name, long firstTick, int windows) {
        info();
        describe(hop, name, -1);
        for (int i = 0; i < windows; i++) {
            long tick = firstTick + i;
            sample(hop, tick, 300, 200, 100L * (tick - 1), 300 * tick, 200 * tick);
            health(tick);
        }
    }

    public static void info() {
        AgentInfo info = new AgentInfo();
        info.version = "test";
        info.pid = ProcessHandle.current().pid();
        info.period = SECOND;
        info.commit();
    }

    public static void describe(long hop, String name, long capacity) {
        HopDescription description = new HopDescription();
        description.hop = hop;
        description.name = name;
        description.kind = "queue";
        description.type = "java.util.concurrent.LinkedBlockingQueue";
        description.bufferType = description.type;
        description.site = "app.Orders.<init>(Orders.java:12)";
        description.bounded = capacity >= 0;
        description.capacity = capacity;
        description.onFull = capacity >= 0 ? "BLOCK" : "GROW";
        description.unit = "items";
        description.fifo = true;
        description.coreThreads = -1;
        description.maxThreads = -1;
        description.instances = 1;
        description.itemOverhead = 24;
        description.commit();
    }

    public static void sample(
            long hop, long tick, long arrivals, long departures, long depthBefore, long totalIn, long totalOut) {
        HopSample sample = new HopSample();
        sample.hop = hop;
        sample.tick = tick;
        sample.window = SECOND;
        sample.arrivals = arrivals;
        sample.departures = departures;
        sample.depth = depthBefore + arrivals - departures;
        sample.depthMin = Math.min(depthBefore, sample.depth);
        sample.depthMax = Math.max(depthBefore, sample.depth);
        sample.consumers = 1;
        sample.oldestAge = -1;
        sample.totalArrivals = totalIn;
        sample.totalDepartures = totalOut;
        sample.commit();
    }

    public static void health(long tick) {
        AgentHealth health = new AgentHealth();
        health.tick = tick;
        health.window = SECOND;
        health.liveHops = 1;
        health.commit();
    }
}
