/**
 * The boot runtime: what instrumented classes call. It lives in the boot loader because the classes of
 * {@code java.util.concurrent} can see nothing else, so it uses JDK types only, and it never mentions {@code jdk.jfr}, which a
 * run-time image may lack.
 *
 * <p>One registry of {@link io.manometer.boot.Meter meters}, weak towards the application; hooks that count into them; one
 * sampler that reads them once a period and hands windows to {@link io.manometer.boot.HopSink sinks}.
 *
 * <p>Hooks run on application threads, most of them while a queue's own lock is held, some on virtual threads: in steady
 * state they take no lock and allocate nothing, and they never throw.
 */
@NullMarked
package io.manometer.boot;

import org.jspecify.annotations.NullMarked;
