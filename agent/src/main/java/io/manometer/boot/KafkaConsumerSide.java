package io.manometer.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A KafkaConsumer. It may be used by one thread at a time only, so what the polling thread notes here has one writer, and only the
 * client's metrics are ever asked for by the sampler.
 */
final class KafkaConsumerSide extends KafkaClient {
    private static final String FETCHING = "consumer-fetch-manager-metrics";
    private static final String COORDINATION = "consumer-coordinator-metrics";
    private static final String NETWORK = "consumer-metrics";

    /** While anything is paused, a rebalance may end that without a call: asked so often at most. */
    private static final long PAUSED_ASKED_NANOS = 100_000_000L;

    /** Who is in poll for so long found nothing there. */
    private static final long WAITING_NANOS = 50_000_000L;

    /** A consumer that was in poll so recently is up to date when it has no lag. */
    private static final long RECENT_NANOS = 2_000_000_000L;

    /** So often at most is the client asked after a poll what it knows of the ends. */
    private static final long ENDS_ASKED_NANOS = 50_000_000L;

    /** Who was in poll for so long had to wait for what it returned. */
    private static final long WAITED_NANOS = 10_000_000L;

    /** To ask a batch for one partition takes some ten nanoseconds, to be told which there are a hundred and some objects. */
    private static final int MOST_ASKED = 16;

    private static final KafkaPartition[] NONE = {};

    // What a poll writes each time it writes in order, as others read it, but without a full fence.
    private static final VarHandle POLLING = handle("polling", boolean.class);
    private static final VarHandle ENTERED = handle("entered", long.class);
    private static final VarHandle RETURNED = handle("returned", long.class);
    private static final VarHandle IDLE = handle("idle", long.class);
    private static final VarHandle POLLS = handle("polls", long.class);

    final String group;

    /** max.poll.interval.ms in nanoseconds; 0 when unknown. */
    final long pollLimit;

    private final Map<String, KafkaSubscription> byTopic = new HashMap<>();
    volatile KafkaSubscription[] subscriptions = {};

    volatile boolean polling;
    private volatile long entered;
    private volatile long returned;
    private volatile long idle;
    private volatile boolean everPolled;

    /** When a poll last returned nothing; 0 when none did. */
    private volatile long emptyAt;

    private long longestGap;
    private long pausedAskedAt;
    private long pollsWithRecords;
    private long endsAskedAt = System.nanoTime() - ENDS_ASKED_NANOS;
    private final Fetches fetches = new Fetches();

    /** Metrics of the client's own, which the sampler finds and the polling thread asks. */
    private volatile @Nullable WeakReference<Object> fetchTotal;

    private volatile @Nullable WeakReference<Object> bytesIn;

    /** Partitions that each poll is asked for, and which of them had records last. */
    private KafkaPartition[] asked = NONE;

    private int askFrom;
    private boolean tooManyToAsk;
    private int size;

    /** What is fetched first of a partition is fetched when it is assigned: at the first records, or at a rebalance since. */
    private volatile long fetchingSince;

    private volatile long polls;
    private volatile @Nullable String threads;

    private final KafkaOwnQueues queues = new KafkaOwnQueues();

    // The sampler's own, from here on. What the consumer did in the window is taken once, for all of its topics to
    // tell.
    private long pollsBefore;
    private long idleBefore;
    private long rebalancesBefore;
    private long failedRebalancesBefore;
    private long pollsInWindow;
    private long idleInWindow;
    private long gapInWindow;

    /** By the client's metrics. */
    private long rebalances;

    private long failedRebalances;

    /** It was there before the agent: what the client has counted so far is no business of the first window's. */
    private boolean late;

    private boolean ended;

    KafkaConsumerSide(Object consumer, KafkaAccess access, Site site, String group, long pollLimit) {
        super(consumer, access, site);
        this.group = group;
        this.pollLimit = pollLimit;
    }

    private static VarHandle handle(String field, Class<?> type) {
        try {
            return MethodHandles.lookup().findVarHandle(KafkaConsumerSide.class, field, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** One that was there before the agent. */
    static KafkaConsumerSide seenLate(Object consumer, KafkaAccess access) throws Throwable {
        KafkaConsumerSide late = new KafkaConsumerSide(consumer, access, Site.UNKNOWN, access.groupOf(consumer), 0);
        late.late = true;
        return late;
    }

    // ---------------------------------------------------------------- on the polling thread

    void enter(long now) {
        if (everPolled) {
            longestGap = Math.max(longestGap, now - returned);
        } else {
            threads = Pools.pattern(Thread.currentThread().getName());
        }
        // What the client itself does in poll is no work on what was polled before.
        int thread = ThreadTrail.hashOf(Thread.currentThread());
        ThreadTrail.took(thread, 0);
        queues.polls(thread);
        ENTERED.setRelease(this, now);
        POLLING.setRelease(this, true);
        if (!everPolled) {
            everPolled = true;
        }
    }

    void leave(long now) {
        if (polling) {
            IDLE.setRelease(this, idle + now - entered);
            RETURNED.setRelease(this, now);
            POLLING.setRelease(this, false);
            queues.polled();
        }
    }

    void returned(Object batch, long now) throws Throwable {
        leave(now);
        POLLS.setRelease(this, polls + 1);
        int count = (int) access.count.invokeExact(batch);
        if (count == 0) {
            emptyAt = now == 0 ? 1 : now;
        } else {
            if (pollsWithRecords++ == 0) {
                fetchingSince = now;
            }
            if (!noteKnown(batch, count, now)) {
                note(batch, now);
            }
        }
        if (now - endsAskedAt >= ENDS_ASKED_NANOS) {
            askEnds(count > 0, now);
        }
        if (isAnyPaused() && now - pausedAskedAt >= PAUSED_ASKED_NANOS) {
            askPaused(get(), now);
        }
    }

    /**
     * Asks the batch for the partitions that are known, which makes no object; false when records are of others, or when there are
     * too many to ask for.
     */
    private boolean noteKnown(Object batch, int count, long now) throws Throwable {
        KafkaPartition[] known = asked;
        int left = count;
        for (int i = 0; i < known.length && left > 0; i++) {
            int at = (askFrom + i) % known.length;
            KafkaPartition partition = known[at];
            Object key = partition.key();
            if (key == null || partition.revoked) {
                return false;
            }
            Object record = (Object) access.lastOf.invokeExact(this, batch, key);
            if (record == null) {
                continue;
            }
            left -= size;
            if (partition.wantsTime()) {
                partition.producedMillis = (long) access.timestampOf.invokeExact(record);
            }
            partition.polled(pollsWithRecords, size, 1 + (long) access.offsetOf.invokeExact(record), now);
            if (left == 0) {
                askFrom = at;
                ThreadTrail.took(ThreadTrail.hashOf(Thread.currentThread()), partition.subscription.topic.id());
            }
        }
        return left == 0;
    }

    /** The last of these records, null without any, and how many there are. */
    static @Nullable Object last(KafkaConsumerSide side, Object records) {
        List<?> list = (List<?>) records;
        int size = list.size();
        side.size = size;
        return size == 0 ? null : list.get(size - 1);
    }

    private void note(Object batch, long now) throws Throwable {
        Object partitions = (Object) access.partitions.invokeExact(batch);
        KafkaSubscription last = null;
        for (Iterator<?> each = ((Set<?>) partitions).iterator(); each.hasNext(); ) {
            Object partition = each.next();
            Object record = (Object) access.lastOf.invokeExact(this, batch, partition);
            if (record == null) {
                continue;
            }
            Object topic = (Object) access.topicOf.invokeExact(partition);
            last = subscription((String) topic);
            long end = 1 + (long) access.offsetOf.invokeExact(record);
            int number = (int) access.numberOf.invokeExact(partition);
            KafkaPartition known = last.partition(number, end - size, fetchingSince);
            known.producedMillis = (long) access.timestampOf.invokeExact(record);
            known.polled(pollsWithRecords, size, end, now);
            known.knownBy(partition);
            ask(known);
        }
        if (last != null) {
            ThreadTrail.took(ThreadTrail.hashOf(Thread.currentThread()), last.topic.id());
        }
    }

    /** When an end is fetched can be told only from poll to poll: the sampler comes by too seldom. */
    private void askEnds(boolean anyRecords, long now) throws Throwable {
        endsAskedAt = now;
        fetches.counted(asked(fetchTotal), asked(bytesIn), now);
        if (!anyRecords) {
            return;
        }
        boolean waited = now - entered >= WAITED_NANOS;
        for (KafkaSubscription subscription : subscriptions) {
            for (KafkaPartition partition : subscription.partitions) {
                Object metric = partition.lagToAsk(pollsWithRecords);
                if (metric != null) {
                    partition.asked(value(metric), fetches, waited, now);
                }
            }
        }
    }

    private double asked(@Nullable WeakReference<Object> metric) throws Throwable {
        Object known = metric == null ? null : metric.get();
        return known == null ? Double.NaN : value(known);
    }

    private double value(Object metric) throws Throwable {
        Object value = (Object) access.metricValue.invokeExact(metric);
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** From now on each poll is asked for this one, unless there are many. */
    private void ask(KafkaPartition partition) {
        if (tooManyToAsk) {
            return;
        }
        KafkaPartition[] kept = Arrays.stream(asked)
                .filter(one -> one != partition && !one.revoked)
                .toArray(KafkaPartition[]::new);
        KafkaPartition[] more = Arrays.copyOf(kept, kept.length + 1);
        more[kept.length] = partition;
        tooManyToAsk = more.length > MOST_ASKED;
        asked = tooManyToAsk ? NONE : more;
    }

    private KafkaSubscription subscription(String topic) {
        KafkaSubscription known = byTopic.get(topic);
        if (known != null) {
            return known;
        }
        KafkaSubscription fresh = KafkaTopic.join(this, topic);
        byTopic.put(topic, fresh);
        boolean over;
        synchronized (this) {
            KafkaSubscription[] more = Arrays.copyOf(subscriptions, subscriptions.length + 1);
            more[more.length - 1] = fresh;
            subscriptions = more;
            over = ended;
        }
        if (over) {
            fresh.topic.leave(fresh);
        }
        return fresh;
    }

    private boolean isAnyPaused() {
        for (KafkaSubscription subscription : subscriptions) {
            if (subscription.paused.partitions() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Counts what is paused and assigned; these sets are copies that the consumer makes for us. */
    void askPaused(@Nullable Object consumer, long now) throws Throwable {
        if (consumer == null || !access.exact) {
            return;
        }
        pausedAskedAt = now;
        Set<?> paused = (Set<?>) (Object) access.paused.invokeExact(consumer);
        Set<?> assigned = (Set<?>) (Object) access.assignment.invokeExact(consumer);
        for (Object partition : assigned) {
            Object topic = (Object) access.topicOf.invokeExact(partition);
            subscription((String) topic);
        }
        for (KafkaSubscription subscription : subscriptions) {
            String topic = subscription.topic.topic;
            subscription.pausedNow(now, count(paused, topic), count(assigned, topic));
        }
    }

    private int count(Set<?> partitions, String topic) throws Throwable {
        int count = 0;
        for (Object partition : partitions) {
            Object name = (Object) access.topicOf.invokeExact(partition);
            count += topic.equals(name) ? 1 : 0;
        }
        return count;
    }

    // ---------------------------------------------------------------- on the sampler's thread

    @Override
    void windowEnds(long now) {
        long pollsNow = polls;
        pollsInWindow = pollsNow - pollsBefore;
        pollsBefore = pollsNow;
        long idleNow = Math.max(idleBefore, idle(now));
        idleInWindow = idleNow - idleBefore;
        idleBefore = idleNow;
        gapInWindow = longestGap;
        longestGap = 0;
        // Without a topic there is no hop to tell of the first assignment.
        if (subscriptions.length > 0) {
            rebalancesBefore = rebalances;
            failedRebalancesBefore = failedRebalances;
        }
    }

    @Override
    void read(Object consumer, long now) throws Throwable {
        Object all = (Object) access.metrics.invokeExact(consumer);
        KafkaSubscription[] mine = subscriptions;
        for (Map.Entry<?, ?> metric : ((Map<?, ?>) all).entrySet()) {
            Object key = metric.getKey();
            Object name = (Object) access.metricName.invokeExact(key);
            count((String) name, key, metric.getValue(), now);
        }
        if (late) {
            late = false;
            rebalancesBefore = rebalances;
            failedRebalancesBefore = failedRebalances;
        }
        for (Map.Entry<?, ?> metric : ((Map<?, ?>) all).entrySet()) {
            Object key = metric.getKey();
            Object name = (Object) access.metricName.invokeExact(key);
            if ("records-lag".equals(name)) {
                lag(key, metric.getValue(), mine, now);
            }
        }
        boolean upToDate = sinceReturn(now) < RECENT_NANOS && !isAnyPaused();
        for (KafkaSubscription subscription : mine) {
            boolean revoked = false;
            for (KafkaPartition partition : subscription.partitions) {
                boolean present = partition.present;
                partition.present = false;
                revoked |= !partition.account(now, present, upToDate, waitedAfter(partition.polledAt, now));
            }
            if (revoked) {
                subscription.forgetRevoked();
            }
        }
    }

    private void count(String name, Object key, Object metric, long now) throws Throwable {
        switch (name) {
            case "rebalance-total" -> {
                long total = number(key, metric, COORDINATION, rebalances);
                if (total > rebalances && fetchingSince != 0 && !late) {
                    fetchingSince = now;
                }
                rebalances = total;
            }
            case "failed-rebalance-total" -> failedRebalances = number(key, metric, COORDINATION, failedRebalances);
            case "fetch-total" -> fetchTotal = own(key, metric, FETCHING, fetchTotal);
            case "incoming-byte-total" -> bytesIn = own(key, metric, NETWORK, bytesIn);
            default -> {}
        }
    }

    /** The metric for the polling thread to ask, if it is of this group and Kafka's own: no other object is called there. */
    private @Nullable WeakReference<Object> own(
            Object key, Object metric, String wanted, @Nullable WeakReference<Object> known) throws Throwable {
        Object group = (Object) access.metricGroup.invokeExact(key);
        boolean another = known == null || !known.refersTo(metric);
        return another && wanted.equals(group) && access.isOwn(metric) ? new WeakReference<>(metric) : known;
    }

    private void lag(Object name, Object metric, KafkaSubscription[] mine, long now) throws Throwable {
        Object group = (Object) access.metricGroup.invokeExact(name);
        if (!FETCHING.equals(group)) {
            return;
        }
        Object tags = (Object) access.metricTags.invokeExact(name);
        Object topic = ((Map<?, ?>) tags).get("topic");
        Object number = ((Map<?, ?>) tags).get("partition");
        if (!(number instanceof String digits)) {
            return;
        }
        for (KafkaSubscription subscription : mine) {
            KafkaPartition partition =
                    subscription.topic.topic.equals(topic) ? subscription.at(Integer.parseInt(digits)) : null;
            if (partition != null) {
                long before = partition.position;
                Object value = (Object) access.metricValue.invokeExact(metric);
                partition.present = true;
                if (access.isOwn(metric)) {
                    partition.lagIn(metric);
                }
                boolean underWay = polling && now - entered < WAITING_NANOS;
                partition.told(((Number) value).doubleValue(), before, underWay, now);
                return;
            }
        }
    }

    private long number(Object name, Object metric, String wanted, long otherwise) throws Throwable {
        Object group = (Object) access.metricGroup.invokeExact(name);
        Object value = wanted.equals(group) ? (Object) access.metricValue.invokeExact(metric) : null;
        return value instanceof Number number && !Double.isNaN(number.doubleValue()) ? number.longValue() : otherwise;
    }

    /** Whether it asked for more after this time, and nothing was there. */
    private boolean waitedAfter(long time, long now) {
        long empty = emptyAt;
        boolean waits = polling && entered - time >= 0 && now - entered >= WAITING_NANOS;
        return waits || (empty != 0 && empty - time > 0);
    }

    /** Time since it last returned from poll; 0 while it is in poll, or before the first. */
    long sinceReturn(long now) {
        return !everPolled || polling ? 0 : Math.max(0, now - returned);
    }

    /** Time in poll since the consumer was made. */
    private long idle(long now) {
        return idle + (polling ? Math.max(0, now - entered) : 0);
    }

    /** Polls that returned in the window. */
    long pollsInWindow() {
        return pollsInWindow;
    }

    /** Time in poll in the window. */
    long idleInWindow() {
        return idleInWindow;
    }

    /** The longest time between two polls that ended in the window. */
    long gapInWindow() {
        return gapInWindow;
    }

    long rebalancesInWindow() {
        return rebalances - rebalancesBefore;
    }

    long failedRebalancesInWindow() {
        return failedRebalances - failedRebalancesBefore;
    }

    String threads() {
        String pattern = threads;
        return pattern == null ? "" : pattern;
    }

    @Override
    void end() {
        queues.polled();
        synchronized (this) {
            ended = true;
        }
        for (KafkaSubscription subscription : subscriptions) {
            subscription.topic.leave(subscription);
        }
    }
}
