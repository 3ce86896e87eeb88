package io.manometer.boot;

import java.lang.ref.WeakReference;

/**
 * The memory layout of a meter: what producers write and what consumers write lie a cache line apart, because the two sides
 * of a LinkedBlockingQueue hold different locks. The JVM lays the fields of a superclass out before those of its subclass.
 */
abstract class MeterLayout extends WeakReference<Object> {
    MeterLayout(Object buffer) {
        super(buffer);
    }
}

abstract class ProducerSide extends MeterLayout {
    /** Work accepted since the hop was first seen. Written under the producers' lock, or atomically where there is none. */
    long arrivals;

    /** The arrival at which to look at thread, item and clock next. */
    long arrivalSampleAt = 1;

    int depthMax = Integer.MIN_VALUE;

    ProducerSide(Object buffer) {
        super(buffer);
    }
}

abstract class CacheLine extends ProducerSide {
    @SuppressWarnings("unused")
    private long p1, p2, p3, p4, p5, p6, p7;

    CacheLine(Object buffer) {
        super(buffer);
    }
}

abstract class ConsumerSide extends CacheLine {
    /** Work taken out since the hop was first seen. Written under the consumers' lock, or atomically where there is none. */
    long departures;

    /** The departure at which to remember the thread next. */
    long departureSampleAt = 1;

    /** The departure that ends the wait probe in flight; {@link Long#MAX_VALUE} when none is. */
    long probeSequence = Long.MAX_VALUE;

    int depthMin = Integer.MAX_VALUE;

    ConsumerSide(Object buffer) {
        super(buffer);
    }
}
