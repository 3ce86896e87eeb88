package io.manometer.agent.jfr;

import io.manometer.agent.config.AgentVersion;
import io.manometer.agent.config.Options;
import io.manometer.agent.log.KindsOff;
import io.manometer.boot.ConsumerSample;
import io.manometer.boot.Folded;
import io.manometer.boot.Health;
import io.manometer.boot.HopSink;
import io.manometer.boot.Meter;
import io.manometer.boot.MeterRuntime;
import io.manometer.boot.Pipeline;
import io.manometer.boot.ProducerSample;
import io.manometer.boot.Sample;
import io.manometer.events.AgentHealth;
import io.manometer.events.AgentInfo;
import io.manometer.events.ChannelPressure;
import io.manometer.events.ChannelSample;
import io.manometer.events.EventLoopBlocked;
import io.manometer.events.HopDescription;
import io.manometer.events.HopEdge;
import io.manometer.events.HopSample;
import io.manometer.events.Refusal;
import io.manometer.events.UnboundedHop;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes windows as JFR events. Loaded only where module jdk.jfr is present. */
public final class JfrSink implements HopSink {
    /** The most that an exit is delayed. */
    private static final long FLUSH_MILLIS = 500;

    private final AtomicBoolean descriptionsWanted = new AtomicBoolean(true);
    private final Options options;
    private final boolean attached;
    private final long startedMillis = System.currentTimeMillis();

    private JfrSink(Options options, boolean attached) {
        this.options = options;
        this.attached = attached;
    }

    /** A sink whose events register themselves as soon as anybody records. */
    public static JfrSink create(Options options, boolean attached) {
        JfrSink sink = new JfrSink(options, attached);
        EventRegistration.install(new EventRegistration.Callbacks() {
            @Override
            public void onRegistered() {
                sink.descriptionsWanted.set(true);
            }

            @Override
            public void onChunk() {
                sink.descriptionsWanted.set(true);
            }

            @Override
            public void onChunkEnd() {
                if (ShuttingDown.now()) {
                    flush();
                }
            }
        });
        return sink;
    }

    /**
     * JFR stops its recordings from a shutdown hook of its own, and hooks have no order; but it asks for what belongs at the end of
     * a chunk before it ends the last one. Sampling takes no lock that JFR holds meanwhile, and the wait is limited all the same.
     */
    private static void flush() {
        try {
            MeterRuntime.flush(FLUSH_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean descriptionsWanted() {
        if (!descriptionsWanted.getAndSet(false)) {
            return false;
        }
        describeAgent();
        return true;
    }

    /** Says in the recording that the agent is there; also called before the first window where a recording runs already. */
    public void describeAgent() {
        AgentInfo event = new AgentInfo();
        if (!event.isEnabled()) {
            return;
        }
        event.version = AgentVersion.VERSION;
        event.options = options.describe();
        event.kinds = String.join(",", options.kinds());
        event.attached = attached;
        event.period = options.periodNanos();
        event.started = startedMillis;
        event.pid = ProcessHandle.current().pid();
        event.commit();
    }

    @Override
    public void described(Meter meter) {
        HopDescription event = new HopDescription();
        if (!event.isEnabled()) {
            return;
        }
        Descriptions.fill(event, meter);
        event.commit();
    }

    @Override
    public void folded(Folded entry) {
        HopDescription event = new HopDescription();
        if (!event.isEnabled()) {
            return;
        }
        Descriptions.fillFolded(event, entry);
        event.commit();
    }

    @Override
    public void sampled(Meter meter, Sample sample) {
        HopSample event = new HopSample();
        if (!event.isEnabled()) {
            return;
        }
        event.hop = meter.id;
        event.tick = sample.tick;
        event.window = sample.windowNanos;
        event.arrivals = sample.arrivals;
        event.departures = sample.departures;
        event.batched = sample.batched;
        event.refusedException = sample.refusedException();
        event.refusedFalse = sample.refusedFalse();
        event.refusedTimeout = sample.refusedTimeout();
        event.droppedNewest = sample.droppedNewest();
        event.droppedOldest = sample.droppedOldest();
        event.callerRuns = sample.callerRuns();
        event.depth = sample.depth;
        event.depthMin = sample.depthMin;
        event.depthMax = sample.depthMax;
        event.producerBlocked = sample.producerBlocked;
        event.consumerStarved = sample.consumerStarved;
        event.producersWaiting = sample.producersWaiting;
        event.consumersWaiting = sample.consumersWaiting;
        event.producers = sample.producers;
        event.consumers = sample.consumers;
        event.sojournCount = sample.sojournCount;
        event.sojournMin = sample.sojournMin;
        event.sojournMean = sample.sojournMean;
        event.sojournMax = sample.sojournMax;
        event.itemSize = sample.itemSize;
        event.notWritable = sample.notWritable;
        event.addedNotWritable = sample.addedNotWritable;
        event.paused = sample.paused;
        event.oldestAge = sample.oldestAge;
        event.totalArrivals = sample.totalArrivals;
        event.totalDepartures = sample.totalDepartures;
        event.commit();
        if (meter.source() instanceof Pipeline pipeline) {
            channels(meter, pipeline, sample.tick);
        }
    }

    private static void channels(Meter meter, Pipeline pipeline, long tick) {
        ChannelSample event = new ChannelSample();
        event.hop = meter.id;
        event.tick = tick;
        event.channels = pipeline.channels;
        event.closed = pipeline.closed;
        event.notWritable = pipeline.notWritableChannels;
        event.paused = pipeline.pausedChannels;
        event.longestNotWritable = pipeline.longestSpell;
        event.lowWatermark = pipeline.lowWatermark;
        event.highWatermark = pipeline.highWatermark;
        event.writes = pipeline.writes;
        event.writesNotWritable = pipeline.writesNotWritable;
        event.flushes = pipeline.flushes;
        event.commit();
        for (int i = 0; i < pipeline.worst; i++) {
            worst(meter, pipeline, i, tick);
        }
    }

    private static void worst(Meter meter, Pipeline pipeline, int index, long tick) {
        ChannelPressure event = new ChannelPressure();
        event.hop = meter.id;
        event.tick = tick;
        event.rank = index + 1;
        event.remoteAddress = pipeline.worstAddress[index];
        event.pending = pipeline.worstPending[index];
        event.notWritable = pipeline.worstSpell[index];
        event.paused = pipeline.worstPaused[index];
        event.commit();
    }

    @Override
    public void blocked(Meter loop, int at, String how, long nanos, String thread, String stack) {
        EventLoopBlocked event = new EventLoopBlocked();
        event.loop = loop.id;
        event.hop = at;
        event.how = how;
        event.blocked = nanos;
        event.thread = thread;
        event.stack = stack;
        event.commit();
    }

    @Override
    public void consumer(Meter meter, ConsumerSample sample, long tick) {
        io.manometer.events.ConsumerSample event = new io.manometer.events.ConsumerSample();
        if (!event.isEnabled()) {
            return;
        }
        event.hop = meter.id;
        event.tick = tick;
        event.lag = sample.lag;
        event.lagKnownFor = sample.lagKnownFor;
        event.partitions = sample.partitions;
        event.pausedPartitions = sample.pausedPartitions;
        event.polls = sample.polls;
        event.records = sample.records;
        event.sincePoll = sample.sincePoll;
        event.longestGap = sample.longestGap;
        event.pollLimit = sample.pollLimit;
        event.rebalances = sample.rebalances;
        event.failedRebalances = sample.failedRebalances;
        event.commit();
    }

    @Override
    public void producer(Meter meter, ProducerSample sample, long tick) {
        io.manometer.events.ProducerSample event = new io.manometer.events.ProducerSample();
        if (!event.isEnabled()) {
            return;
        }
        event.hop = meter.id;
        event.tick = tick;
        event.bufferUsed = sample.bufferUsed;
        event.bufferLimit = sample.bufferLimit;
        event.threadsWaiting = sample.threadsWaiting;
        event.blockLimit = sample.blockLimit;
        event.exhausted = sample.exhausted;
        event.failed = sample.failed;
        event.retried = sample.retried;
        event.requestsInFlight = sample.requestsInFlight;
        event.commit();
    }

    @Override
    public void edge(int from, int to, long count) {
        HopEdge event = new HopEdge();
        event.from = from;
        event.to = to;
        event.count = count;
        event.commit();
    }

    @Override
    public void windowEnded(long tick, long windowNanos, long workNanos, int liveHops) {
        KindsOff.sayNew();
        AgentHealth event = new AgentHealth();
        if (!event.isEnabled()) {
            return;
        }
        event.tick = tick;
        event.window = windowNanos;
        event.liveHops = liveHops;
        event.foldedHops = Health.foldedHops.get();
        event.shortLivedHops = Health.shortLivedHops.get();
        event.errors = Health.errors.get();
        event.lostSamples = Health.lostSamples.get();
        event.lostProbes = Health.lostProbes.get();
        event.lostEdges = Health.lostEdges.get();
        event.kindsOff = Health.kindsOff();
        event.agentTime = workNanos;
        event.commit();
    }

    @Override
    public boolean unbounded(Meter meter) {
        UnboundedHop event = new UnboundedHop();
        if (!event.isEnabled()) {
            return false;
        }
        event.hop = meter.id;
        event.type = meter.type;
        event.site = meter.bufferSite.describe();
        event.capacity = meter.capacity();
        event.creationStack = meter.bufferSite.creationStack();
        event.commit();
        return true;
    }

    @Override
    public void refused(Meter meter, String how) {
        Refusal event = new Refusal();
        event.hop = meter.id;
        event.how = how;
        event.commit();
    }
}
