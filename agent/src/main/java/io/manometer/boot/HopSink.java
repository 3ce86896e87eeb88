package io.manometer.boot;

/**
 * Where windows go: JFR events, metrics. Called by the sampler's thread, but for {@link #unbounded} and {@link #refused}, which
 * come on application threads and must be quick and never throw.
 */
public interface HopSink {
    /** A hop is new to this sink, or something lasting about it changed. */
    void described(Meter meter);

    /** One hop's window; the sample is reused, so copy what is kept. */
    void sampled(Meter meter, Sample sample);

    /** The hop is gone, after its last window; only for hops that were described. */
    default void ended(Meter meter) {}

    /** What only consumers of a broker have, after the hop's sample; reused like it. */
    default void consumer(Meter meter, ConsumerSample sample, long tick) {}

    /** What only producers to a broker have, after the hop's sample; reused like it. */
    default void producer(Meter meter, ProducerSample sample, long tick) {}

    /** Threads that last took work from one hop put work into another, so many times since the last call for the pair. */
    void edge(int from, int to, long count);

    /** The end of a window, after its samples. */
    void windowEnded(long tick, long windowNanos, long workNanos, int liveHops);

    /** A site's buffers of a kind that are beyond limit.hops share one entry. */
    void folded(Folded entry);

    /** An unbounded buffer was created at a site for the first time; true when the sink recorded it. */
    boolean unbounded(Meter meter);

    /** One refusal a hop and window, for its stack. */
    void refused(Meter meter, String how);

    /**
     * A thread of an event loop was found doing something else than its events.
     *
     * @param loop the loop's hop
     * @param at the hop that it waited at or worked for; 0 when it isn't known
     * @param how WAITS or CALLER_RUNS
     * @param nanos of the window, an estimate
     * @param stack the thread's, one frame a line
     */
    void blocked(Meter loop, int at, String how, long nanos, String thread, String stack);

    /** Whether every live hop must be described anew: a recorder started, or a chunk began. */
    boolean descriptionsWanted();
}
