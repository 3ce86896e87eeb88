package io.manometer.analyzer.model;

/**
 * Threads that last took work from {@code from} put work into {@code to} so many times.
 *
 * @param fanOut items put into {@code to} for each one that left {@code from}; NaN when not known
 * @param fanIn share of the arrivals at {@code to} that came this way, at most 1; NaN when not known
 */
public record Edge(long from, long to, long count, double fanOut, double fanIn) {
    public Edge(long from, long to, long count) {
        this(from, to, count, Double.NaN, Double.NaN);
    }
}
