package io.manometer.boot;

import java.util.concurrent.Future;
import jdk.internal.vm.annotation.DontInline;
import org.jspecify.annotations.Nullable;

/**
 * Hooks of Kafka's KafkaConsumer and KafkaProducer; no class of Kafka's is named here. The rules of {@link Hooks} hold. A record costs
 * nothing; a poll that returned some costs two clock readings and a look at the last record of each of its partitions, and at most twenty
 * times a second at what the client itself counts.
 */
public final class KafkaHooks {
    private static final String NONE = "";
    private static final long MILLI = 1_000_000L;

    private KafkaHooks() {}

    /** Loads what the hooks need, before anything is patched. */
    static void warmUp() {
        Object probe = new Object();
        polls(probe);
        polled(probe, probe);
        pollFailed(probe);
        Object entered = sends(probe);
        sent(null, entered, probe, probe);
        sendFailed(entered);
        consumerClosed(probe);
        isPartOfClient(Site.UNKNOWN);
    }

    // ---------------------------------------------------------------- consumers

    /** A consumer was made; its configuration has defaults filled in. */
    public static void consumerCreated(Object consumer, Object config) {
        if (Hooks.isOff(Kind.KAFKA_CONSUMER)) {
            return;
        }
        try {
            Site site = Sites.of(consumer);
            if (KafkaClients.find(consumer) != null) {
                return;
            }
            KafkaAccess access = KafkaAccess.of(consumer);
            if (Hooks.isExcluded(site)) {
                KafkaClients.leaveOut(consumer, access, site);
                return;
            }
            Object group = KafkaAccess.configured(config, "group.id");
            long limit = millis(KafkaAccess.configured(config, "max.poll.interval.ms"));
            KafkaClients.add(
                    new KafkaConsumerSide(consumer, access, site, group == null ? NONE : group.toString(), limit));
        } catch (Throwable e) {
            failed(Kind.KAFKA_CONSUMER, e);
        }
    }

    /** A poll begins, on whatever thread has the consumer. */
    public static void polls(Object consumer) {
        if (Hooks.isOff(Kind.KAFKA_CONSUMER)) {
            return;
        }
        try {
            KafkaClient known = KafkaClients.find(consumer);
            if (known == null && Hooks.isAttached()) {
                known = consumerFromBefore(consumer);
            }
            if (known instanceof KafkaConsumerSide side) {
                side.enter(System.nanoTime());
            }
        } catch (Throwable e) {
            failed(Kind.KAFKA_CONSUMER, e);
        }
    }

    /** Null for a subclass, none of whose methods is called, and for a consumer that is closed. */
    private static @Nullable KafkaClient consumerFromBefore(Object consumer) throws Throwable {
        KafkaAccess access = KafkaAccess.of(consumer);
        if (!access.exact) {
            return null;
        }
        try {
            KafkaConsumerSide side = KafkaConsumerSide.seenLate(consumer, access);
            KafkaClients.add(side);
            return side;
        } catch (IllegalStateException closed) {
            return null;
        }
    }

    /** A poll returns. */
    public static void polled(Object records, Object consumer) {
        if (Hooks.isOff(Kind.KAFKA_CONSUMER)) {
            return;
        }
        try {
            if (KafkaClients.find(consumer) instanceof KafkaConsumerSide side) {
                side.returned(records, System.nanoTime());
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.KAFKA_CONSUMER, e);
        }
    }

    /** A poll ends by an exception. */
    public static void pollFailed(Object consumer) {
        if (Hooks.isOff(Kind.KAFKA_CONSUMER)) {
            return;
        }
        try {
            if (KafkaClients.find(consumer) instanceof KafkaConsumerSide side) {
                side.leave(System.nanoTime());
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.KAFKA_CONSUMER, e);
        }
    }

    /** Partitions were paused or resumed. */
    public static void pausedOrResumed(Object consumer) {
        if (Hooks.isOff(Kind.KAFKA_CONSUMER)) {
            return;
        }
        try {
            if (KafkaClients.find(consumer) instanceof KafkaConsumerSide side) {
                side.askPaused(consumer, System.nanoTime());
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.KAFKA_CONSUMER, e);
        }
    }

    /** A consumer was closed. */
    public static void consumerClosed(Object consumer) {
        closed(Kind.KAFKA_CONSUMER, consumer);
    }

    /** Closing failed: by another thread's being in the consumer, and then it is still open, or otherwise, and then it is closed. */
    public static void closeFailed(Object exception, Object consumer) {
        if (!(exception instanceof java.util.ConcurrentModificationException)) {
            closed(Kind.KAFKA_CONSUMER, consumer);
        }
    }

    // ---------------------------------------------------------------- producers

    /** A producer was made; its configuration has defaults filled in. */
    public static void producerCreated(Object producer, Object config) {
        if (Hooks.isOff(Kind.KAFKA_PRODUCER)) {
            return;
        }
        try {
            Site site = Sites.of(producer);
            if (KafkaClients.find(producer) != null) {
                return;
            }
            KafkaAccess access = KafkaAccess.of(producer);
            if (Hooks.isExcluded(site)) {
                KafkaClients.leaveOut(producer, access, site);
                return;
            }
            long limit = millis(KafkaAccess.configured(config, "max.block.ms"));
            KafkaProducerSide side = new KafkaProducerSide(producer, access, site, limit);
            side.register();
            KafkaClients.add(side);
        } catch (Throwable e) {
            failed(Kind.KAFKA_PRODUCER, e);
        }
    }

    /** A send begins; returns the thread's cell for this producer, which the hook at the send's end gets. */
    public static @Nullable Object sends(Object producer) {
        try {
            SendCell cell = SendCell.find(producer);
            if (cell == null) {
                return sendsFirst(producer);
            }
            cell.enter();
            return cell;
        } catch (Throwable e) {
            failed(Kind.KAFKA_PRODUCER, e);
            return null;
        }
    }

    /** The first send of a thread by this producer, or one of a thread that gets no cell. */
    @DontInline
    private static @Nullable SendCell sendsFirst(Object producer) {
        if (Hooks.isOff(Kind.KAFKA_PRODUCER)) {
            return null;
        }
        if (Hooks.isAttached() && KafkaClients.find(producer) == null) {
            meetProducer(producer);
        }
        SendCell cell = KafkaClients.find(producer) instanceof KafkaProducerSide side ? side.newCell(producer) : null;
        if (cell != null) {
            cell.enter();
        }
        return cell;
    }

    /** A producer from before the agent; none of a subclass, none of whose methods is called. */
    private static void meetProducer(Object producer) {
        synchronized (KafkaClients.class) {
            KafkaAccess access = KafkaAccess.of(producer);
            if (KafkaClients.find(producer) == null && access.exact) {
                KafkaProducerSide side = KafkaProducerSide.seenLate(producer, access);
                side.register();
                KafkaClients.add(side);
            }
        }
    }

    /** A send returns: the record is in the accumulator, or the result tells at once why not. */
    public static void sent(@Nullable Object result, @Nullable Object entered, Object record, Object producer) {
        try {
            if (!(entered instanceof SendCell cell)) {
                sentUncelled(result, record, producer);
            } else if (cell.isFailure(result)) {
                cell.refused();
                refused(cell.side, result);
            } else if (cell.accepted()) {
                look(cell, record);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.KAFKA_PRODUCER, e);
        }
    }

    @DontInline
    private static void look(SendCell cell, Object record) throws Throwable {
        if (Hooks.isOff(Kind.KAFKA_PRODUCER)) {
            cell.neverLook();
        } else {
            cell.side.look(cell, record);
        }
    }

    @DontInline
    private static void refused(KafkaProducerSide side, @Nullable Object result) throws InterruptedException {
        if (result instanceof Future<?> future && !Hooks.isOff(Kind.KAFKA_PRODUCER)) {
            side.failed(future);
        }
    }

    /** The thread has no cell. */
    @DontInline
    private static void sentUncelled(@Nullable Object result, Object record, Object producer) throws Throwable {
        if (Hooks.isOff(Kind.KAFKA_PRODUCER) || !(KafkaClients.find(producer) instanceof KafkaProducerSide side)) {
            return;
        }
        if (result != null && result.getClass() == side.access.failure) {
            refused(side, result);
        } else {
            side.accepted(record);
        }
    }

    /** A send ends by an exception. */
    public static void sendFailed(@Nullable Object entered) {
        try {
            if (entered instanceof SendCell cell) {
                cell.refused();
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.KAFKA_PRODUCER, e);
        }
    }

    /** A producer was closed, or closing it failed, after which it is of no use either. */
    public static void producerClosed(Object producer) {
        closed(Kind.KAFKA_PRODUCER, producer);
    }

    // ---------------------------------------------------------------- both

    /** A client makes queues for itself, one for each request among others: what waits in them waits in the client, which is a hop. */
    static boolean isPartOfClient(Site site) {
        return site.className.startsWith("org.apache.kafka.clients.")
                || site.className.startsWith("org.apache.kafka.common.");
    }

    private static void closed(Kind kind, Object client) {
        try {
            KafkaClient known = KafkaClients.find(client);
            if (known != null) {
                KafkaClients.end(known);
            }
        } catch (Throwable e) {
            Health.suppressed(kind, e);
        }
    }

    /** A client whose public methods aren't those that are known: nothing of the kind is watched, and the agent says so once. */
    private static void failed(Kind kind, Throwable error) {
        if (error instanceof KafkaAccess.OtherVersion) {
            Health.switchOff(kind, String.valueOf(error.getMessage()));
        } else {
            Health.suppressed(kind, error);
        }
    }

    private static long millis(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() * MILLI : 0;
    }
}
