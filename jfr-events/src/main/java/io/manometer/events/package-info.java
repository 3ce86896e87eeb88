/**
 * The contract between the agent and the analyzer: JFR event classes and nothing else.
 *
 * <p>Each class is only data. None refers statically to another (lazily initialised event holders deadlock otherwise:
 * JDK-8371889, JDK-8368670), and none is registered by itself: whoever emits registers all of them once, from one thread,
 * with {@link jdk.jfr.FlightRecorder#register}. An application that wants to report a buffer of its own does the same
 * and commits {@link io.manometer.events.HopDescription} once per chunk and {@link io.manometer.events.HopSample} once
 * per window, with a hop id that is negative, so that it never meets an id of the agent's.
 */
@NullMarked
package io.manometer.events;

import org.jspecify.annotations.NullMarked;
