package io.manometer.analyzer.model;

/**
 * A buffer without a limit, or with one too high to matter, was created at a site for the first time. Tells of buffers, too,
 * that were gone before they could be described.
 *
 * @param hop id as in {@link Hop}
 * @param type class of the buffer; of an executor, that of its work queue
 * @param site {@code pkg.Class.method(File.java:NN)}
 * @param capacity -1 when there is none
 */
public record CreatedUnbounded(long hop, String type, String site, long capacity) {}
