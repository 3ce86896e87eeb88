package io.manometer.boot;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A topic as one consumer group of this JVM sees it: the hop of all its consumers and their partitions. */
final class KafkaTopic implements WindowSource {
    private static final Map<String, KafkaTopic> BY_NAME = new HashMap<>();
    private static final KafkaSubscription[] NONE = {};

    final String group;
    final String topic;
    private final String key;
    private final ConsumerSample more = new ConsumerSample();
    private volatile KafkaSubscription[] subscriptions = NONE;
    private @Nullable Meter meter;
    private long totalArrivals;
    private long totalDepartures;
    private long depthBefore;

    private KafkaTopic(String group, String topic, String key) {
        this.group = group;
        this.topic = topic;
        this.key = key;
    }

    /** The consumer takes part in the topic, whose hop is made with its group's first consumer; in one step, as the last may leave meanwhile. */
    static KafkaSubscription join(KafkaConsumerSide consumer, String topic) {
        synchronized (BY_NAME) {
            String group = consumer.group;
            String key = group.length() + ":" + group + topic;
            KafkaTopic joined = BY_NAME.get(key);
            if (joined == null) {
                joined = new KafkaTopic(group, topic, key);
                joined.register(consumer.site);
                BY_NAME.put(key, joined);
            }
            KafkaSubscription fresh = new KafkaSubscription(consumer, joined);
            KafkaSubscription[] more = Arrays.copyOf(joined.subscriptions, joined.subscriptions.length + 1);
            more[more.length - 1] = fresh;
            joined.subscriptions = more;
            return fresh;
        }
    }

    /** Beyond limit.hops it is known without a hop, so that it is folded once, not with each consumer. */
    private void register(Site site) {
        Meter own = Meters.register(this, site, -1, false, !site.known());
        if (own == null) {
            Folding.fold(site, Kind.KAFKA_CONSUMER, type(), -1, this);
            return;
        }
        own.kind = Kind.KAFKA_CONSUMER;
        own.source = this;
        meter = own;
    }

    /** 0 when there is no hop, as limit.hops was reached. */
    int id() {
        Meter own = meter;
        return own == null ? 0 : own.id;
    }

    /** The hop ends with its last consumer. */
    void leave(KafkaSubscription subscription) {
        synchronized (BY_NAME) {
            KafkaSubscription[] rest = Arrays.stream(subscriptions)
                    .filter(one -> one != subscription)
                    .toArray(KafkaSubscription[]::new);
            subscriptions = rest;
            if (rest.length > 0 || !BY_NAME.remove(key, this)) {
                return;
            }
            Meter own = meter;
            if (own != null) {
                own.clear();
            }
        }
    }

    @Override
    public boolean fill(Sample s, long now, long windowNanos) {
        ConsumerSample m = more;
        m.clear();
        long emptied = 0;
        KafkaSubscription[] all = subscriptions;
        s.oldestAge = 0;
        for (KafkaSubscription subscription : all) {
            for (KafkaPartition partition : subscription.partitions) {
                s.arrivals += partition.arrivals;
                s.departures += partition.departures;
                s.depth += partition.depth;
                emptied += partition.wasEmptied() ? 0 : Math.min(partition.depthBefore, partition.depth);
                s.oldestAge = Math.max(s.oldestAge, partition.age(now));
                m.lag += Math.max(0, partition.toldLag);
                m.lagKnownFor = Math.max(m.lagKnownFor, partition.toldAge(now));
                m.partitions++;
            }
            consumer(subscription, s, now, windowNanos);
        }
        s.depthMin = Math.min(emptied, s.depth);
        s.depthMax = Math.max(depthBefore, s.depth);
        s.consumers = all.length;
        totalArrivals += s.arrivals;
        totalDepartures += s.departures;
        s.totalArrivals = totalArrivals;
        s.totalDepartures = totalDepartures;
        depthBefore = s.depth;
        return true;
    }

    private void consumer(KafkaSubscription subscription, Sample s, long now, long windowNanos) {
        KafkaConsumerSide consumer = subscription.consumer;
        ConsumerSample m = more;
        m.records += subscription.takeRecords();
        m.polls += consumer.pollsInWindow();
        m.rebalances += consumer.rebalancesInWindow();
        m.failedRebalances += consumer.failedRebalancesInWindow();
        long idleNanos = Math.min(windowNanos, consumer.idleInWindow());
        s.consumersWaiting += consumer.polling ? 1 : 0;
        KafkaSubscription.Paused paused = subscription.paused;
        long pausedNanos = paused.until(now);
        long held = Math.max(0, Math.min(windowNanos, pausedNanos - subscription.pausedBefore));
        s.paused += held;
        // A consumer that polls for nothing else than to stay in its group waits for no work.
        s.consumerStarved += Math.max(0, idleNanos - held);
        subscription.pausedBefore = pausedNanos;
        m.pausedPartitions += paused.partitions();
        long open = consumer.sinceReturn(now);
        m.sincePoll = Math.max(m.sincePoll, open);
        m.longestGap = Math.max(m.longestGap, Math.max(open, consumer.gapInWindow()));
        m.pollLimit = Math.max(m.pollLimit, consumer.pollLimit);
    }

    @Override
    public void tellMore(HopSink sink, Meter meter, long tick) {
        sink.consumer(meter, more, tick);
    }

    @Override
    public String name() {
        return topic;
    }

    @Override
    public String type() {
        return "org.apache.kafka.clients.consumer.KafkaConsumer";
    }

    @Override
    public String group() {
        return group;
    }

    @Override
    public String unit() {
        return "records";
    }

    @Override
    public String onFull() {
        return "PULL";
    }

    @Override
    public String threads() {
        KafkaSubscription[] all = subscriptions;
        return all.length == 0 ? "" : all[0].consumer.threads();
    }

    @Override
    public long instances() {
        return 1;
    }
}
