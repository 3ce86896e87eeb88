package io.manometer.boot;

import org.jspecify.annotations.Nullable;

/** The clients of Kafka that are watched, found by identity without a lock. Each change makes a new table: clients are few and live long. */
final class KafkaClients {
    private static final int SMALLEST = 16;
    private static volatile @Nullable KafkaClient[] table = new KafkaClient[SMALLEST];
    private static int used;

    private static volatile boolean producers;

    private KafkaClients() {}

    static @Nullable KafkaClient find(Object client) {
        @Nullable KafkaClient[] snapshot = table;
        int mask = snapshot.length - 1;
        int hash = System.identityHashCode(client);
        KafkaClient found;
        for (int i = hash & mask; (found = snapshot[i]) != null; i = (i + 1) & mask) {
            if (found.hash == hash && found.refersTo(client)) {
                return found;
            }
        }
        return null;
    }

    /** A client that is not to be watched, where one that no hook knows would be taken for older than the agent. */
    static void leaveOut(Object client, KafkaAccess access, Site site) {
        if (Hooks.isAttached()) {
            add(new LeftOut(client, access, site));
        }
    }

    private static final class LeftOut extends KafkaClient {
        LeftOut(Object client, KafkaAccess access, Site site) {
            super(client, access, site);
        }

        @Override
        void read(Object client, long now) {}

        @Override
        void end() {}
    }

    static synchronized void add(KafkaClient client) {
        rebuild(null, client);
    }

    /** False when it was removed before. */
    static synchronized boolean remove(KafkaClient client) {
        int before = used;
        rebuild(client, null);
        return used < before;
    }

    private static void rebuild(@Nullable KafkaClient without, @Nullable KafkaClient with) {
        int size = SMALLEST;
        while (size < (used + 1) * 4) {
            size <<= 1;
        }
        @Nullable KafkaClient[] fresh = new KafkaClient[size];
        int count = 0;
        boolean anyProducer = false;
        for (KafkaClient client : table) {
            if (client != null && client != without) {
                insert(fresh, client);
                anyProducer |= client instanceof KafkaProducerSide;
                count++;
            }
        }
        if (with != null) {
            insert(fresh, with);
            anyProducer |= with instanceof KafkaProducerSide;
            count++;
        }
        used = count;
        producers = anyProducer;
        table = fresh;
    }

    private static void insert(@Nullable KafkaClient[] target, KafkaClient client) {
        int mask = target.length - 1;
        int i = client.hash & mask;
        while (target[i] != null) {
            i = (i + 1) & mask;
        }
        target[i] = client;
    }

    // ---------------------------------------------------------------- the sampler's side

    /** Whether sends have to be looked at several times a window. */
    static boolean anyProducer() {
        return producers;
    }

    /** Several times a window: who is still in the send that it was in before. */
    static void poll(long now) {
        for (KafkaClient client : table) {
            if (client instanceof KafkaProducerSide producer) {
                try {
                    producer.look(now);
                } catch (Throwable e) {
                    Health.suppressed(Kind.KAFKA_PRODUCER, e);
                }
            }
        }
    }

    /** Once a window, before the hops of the clients are asked for theirs. */
    static void read(long now) {
        if (producers && Hooks.isOff(Kind.KAFKA_PRODUCER)) {
            SendCell.freeAll();
        }
        for (KafkaClient client : table) {
            if (client == null) {
                continue;
            }
            Kind kind = client instanceof KafkaProducerSide ? Kind.KAFKA_PRODUCER : Kind.KAFKA_CONSUMER;
            try {
                client.windowEnds(now);
                Object application = client.get();
                if (application == null) {
                    end(client);
                } else if (!Hooks.isOff(kind)) {
                    client.read(application, now);
                }
            } catch (Throwable e) {
                Health.lostSamples.incrementAndGet();
                Health.suppressed(kind, e);
            }
        }
    }

    static void end(KafkaClient client) {
        if (remove(client)) {
            client.end();
        }
    }
}
