/**
 * Jetty's pool, {@code org.eclipse.jetty.util.thread.QueuedThreadPool}, and its queue, {@code
 * org.eclipse.jetty.util.BlockingArrayQueue}, which others use as well; read in the sources of jetty-util 10.0.26, 11.0.26, 12.0.27,
 * 12.1.0, 12.1.2 and 12.1.13.
 *
 * <p>The pool is one hop over its queue, which is unbounded unless its author gave it another. Every job of {@code execute} passes
 * through the queue, also the one that a new thread is started for, so arrivals and departures are those of the queue, whichever
 * class it is of. Its limit, if it has one, ends in a RejectedExecutionException; that is counted where {@code execute} throws, and not
 * once the pool is stopped.
 *
 * <p>What counts as work, beside requests: the jobs that occupy a thread as long as the server runs (a connector's acceptors and
 * selectors, each reserved thread as it is taken on), once each; and, when the pool stops, the empty job that Jetty sends to each
 * thread.
 *
 * <p>A job handed to a reserved thread ({@code tryExecute} returned true) doesn't pass through the queue and doesn't wait: it counts as
 * arrived and departed at once. Reserved threads that wait for such a job are in the pool's size, but they are not starved: the
 * queue's work isn't for them. Nor is a job that Jetty runs on the thread that produced it anybody's arrival.
 *
 * <p>Not covered: virtual threads ({@code setVirtualThreadsExecutor}), which don't pass through the pool; Jetty 9.
 */
@NullMarked
package io.manometer.agent.jetty;

import org.jspecify.annotations.NullMarked;
