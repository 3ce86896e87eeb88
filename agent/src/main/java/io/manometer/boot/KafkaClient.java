package io.manometer.boot;

import java.lang.ref.WeakReference;

/** A Kafka client that is watched; weak towards it. */
abstract class KafkaClient extends WeakReference<Object> {
    final int hash;
    final KafkaAccess access;
    final Site site;

    KafkaClient(Object client, KafkaAccess access, Site site) {
        super(client);
        this.hash = System.identityHashCode(client);
        this.access = access;
        this.site = site;
    }

    /** A window ended; on the sampler's thread, before anything else of it, and also when reading fails or is off. */
    void windowEnds(long now) {}

    /** Reads the client's own metrics; on the sampler's thread, once a window. */
    abstract void read(Object client, long now) throws Throwable;

    /** The client is closed or gone. */
    abstract void end();
}
