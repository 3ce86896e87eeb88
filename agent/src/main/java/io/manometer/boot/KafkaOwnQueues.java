package io.manometer.boot;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Queues that a consumer makes for itself while it is polled, some for each request; they are no hops. Who makes a queue is found on the
 * stack, which takes microseconds, so after some that were the client's own only one in some is asked for.
 * What a callback of the application's made meanwhile becomes a hop with its first item, which is none of Kafka's. One for each consumer;
 * it refers to nothing.
 */
final class KafkaOwnQueues {
    /** So many in a row were the client's own before any is taken for one. */
    static final int ASKED_FIRST = 64;

    /** Of those that follow, every so manieth is asked for. */
    static final int THEN_ONE_IN = 64;

    private static final int SIZE = 1 << 8;
    private static final int SHIFT = Integer.SIZE - 8;

    /** Of the consumer that a thread is polling, by the thread's hash. Threads that share a place overwrite each other: then they are asked. */
    private static final @Nullable KafkaOwnQueues[] POLLED = new KafkaOwnQueues[SIZE];

    /** Whether items are of a class that only a client itself puts into queues. */
    private static final ClassValue<Boolean> OWN_ITEM = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return isOwnItem(type.getName());
        }
    };

    private static volatile boolean anyTaken;

    /** Hash of the thread that is in poll, which is never 0; 0 outside. */
    private int poller;

    /** Queues made in polls since one was not the client's own; the polling thread's own. */
    private int made;

    /** A poll begins on the current thread, which has this hash. */
    void polls(int thread) {
        poller = thread;
        POLLED[place(thread)] = this;
    }

    /** It is over, or the consumer is. */
    void polled() {
        poller = 0;
    }

    /** Whether the queue, which is being made and has so many items, is to be taken for a client's own without asking who makes it. */
    static boolean takes(Object queue, int items) {
        KafkaOwnQueues maker = maker(queue);
        // Beyond the limit it would have to be folded at once, or never be told of.
        if (maker == null || items > 0 || Meters.full() || !maker.takesNext()) {
            return false;
        }
        anyTaken = true;
        return true;
    }

    private boolean takesNext() {
        if (made < ASKED_FIRST) {
            return false;
        }
        made = made == Integer.MAX_VALUE ? ASKED_FIRST : made + 1;
        return made % THEN_ONE_IN != 0;
    }

    /** Somebody looked who made it. */
    static void asked(Object queue, boolean own) {
        KafkaOwnQueues maker = maker(queue);
        if (maker == null) {
            return;
        }
        if (!own) {
            maker.made = 0;
        } else if (maker.made < ASKED_FIRST) {
            maker.made++;
        }
    }

    /** Of the consumer that the current thread is polling, if the queue is of the kind that clients make. */
    private static @Nullable KafkaOwnQueues maker(Object queue) {
        if (queue.getClass() != ConcurrentLinkedQueue.class) {
            return null;
        }
        int thread = ThreadTrail.hashOf(Thread.currentThread());
        KafkaOwnQueues polled = POLLED[place(thread)];
        // A kind that was switched off is told of no poll's end.
        return polled == null || polled.poller != thread || Hooks.isOff(Kind.KAFKA_CONSUMER) ? null : polled;
    }

    /** Whether a queue without a meter may be one that was taken for a client's own. */
    static boolean mayHaveTaken(Object queue) {
        return anyTaken && queue.getClass() == ConcurrentLinkedQueue.class;
    }

    /** Whether what is put into a queue, or taken from it, shows that the queue is a client's own. */
    static boolean isOwn(Object queue, Object item) {
        return queue.getClass() == ConcurrentLinkedQueue.class && OWN_ITEM.get(item.getClass());
    }

    /** Not all of Kafka's classes: records and partitions are what an application hands on. */
    static boolean isOwnItem(String className) {
        return className.startsWith("org.apache.kafka.clients.consumer.internals.")
                || className.equals("org.apache.kafka.clients.ClientRequest")
                || className.equals("org.apache.kafka.common.Node");
    }

    private static int place(int thread) {
        return (thread * 0x9E3779B9) >>> SHIFT;
    }
}
