package io.manometer.analyzer.model;

/**
 * A place where work waits; the fields are those of the event {@code manometer.HopDescription}.
 *
 * @param id unique within a report: recordings of several JVMs get distinct ids
 * @param kind {@code queue}, {@code executor}, {@code scheduled-executor}, {@code forkjoin}, {@code thread-per-task}, ...
 * @param capacity the limit in {@code unit}, -1 when unbounded or unknown
 * @param site {@code pkg.Class.method(File.java:NN)}, empty when unknown
 * @param threads name pattern of the pool's threads, empty when unknown
 * @param depthIncludesRunning depth is work in progress rather than work waiting (thread-per-task executors)
 * @param side logging, agents, the JDK's own: in the inventory, out of the chains
 * @param instances how many buffers the entry stands for
 * @param itemOverhead bytes that the buffer itself needs per item, a lower bound
 */
public record Hop(
        long id,
        String name,
        String kind,
        String type,
        String bufferType,
        String site,
        String threads,
        boolean bounded,
        long capacity,
        OnFull onFull,
        String handler,
        String unit,
        boolean fifo,
        boolean depthIncludesRunning,
        int coreThreads,
        int maxThreads,
        boolean side,
        long createdMillis,
        boolean seenLate,
        long instances,
        long itemOverhead) {

    /** Stands for buffers beyond limit.hops, which the agent names so: they were counted when they were made, and not watched. */
    public boolean isFolded() {
        return name.endsWith(" (folded)");
    }

    /** The same hop under another id. */
    public Hop withId(long other) {
        return new Hop(
                other,
                name,
                kind,
                type,
                bufferType,
                site,
                threads,
                bounded,
                capacity,
                onFull,
                handler,
                unit,
                fifo,
                depthIncludesRunning,
                coreThreads,
                maxThreads,
                side,
                createdMillis,
                seenLate,
                instances,
                itemOverhead);
    }
}
