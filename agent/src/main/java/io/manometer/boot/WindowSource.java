package io.manometer.boot;

/**
 * What a hop that is no queue tells of itself: attached to its meter, it fills the windows in place of counts that hooks keep in the
 * meter. The meter's buffer is then any object that lives as long as the hop; {@link Meters#end} the hop by clearing the meter.
 */
public interface WindowSource {
    /**
     * Fills the sample, whose fields are 0, the oldest age -1, but for tick and window. Called once a window by the sampler's thread.
     *
     * @param sample to be filled, the totals included
     * @param now {@link System#nanoTime} at the end of the window
     * @param windowNanos its length
     * @return false when nothing happened in the window
     */
    boolean fill(Sample sample, long now, long windowNanos);

    /** What a person calls the hop; empty to name it by its creation site. */
    String name();

    /** {@code items}, {@code bytes} or {@code records}. */
    String unit();

    /** As {@code manometer.HopDescription} defines it. */
    String onFull();

    /** Name pattern of the threads that take from it; empty when unknown. */
    String threads();

    /** How many buffers the hop stands for. */
    long instances();

    /** Class of the buffer or client; empty for that of the object that the meter is of. */
    default String type() {
        return "";
    }

    /** The consumer group; empty where there is none. */
    default String group() {
        return "";
    }

    /** Whether there is a limit, though not one that can be told in the hop's unit. */
    default boolean limited() {
        return false;
    }

    /** Tells what is particular to the kind, after the window's sample. */
    default void tellMore(HopSink sink, Meter meter, long tick) {}
}
