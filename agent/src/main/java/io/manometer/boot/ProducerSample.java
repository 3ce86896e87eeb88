package io.manometer.boot;

/** What only producers to a broker have, as {@code manometer.ProducerSample} defines it; a mutable carrier that is reused. */
public final class ProducerSample {
    public long bufferUsed;
    public long bufferLimit;
    public int threadsWaiting;
    public long blockLimit;
    public long exhausted;
    public long failed;
    public long retried;
    public int requestsInFlight;
}
