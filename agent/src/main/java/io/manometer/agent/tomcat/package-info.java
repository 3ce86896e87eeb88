/**
 * Tomcat's own pool, {@code org.apache.tomcat.util.threads.ThreadPoolExecutor}, which since 9.0.52 is a copy of the JDK's rather than
 * a subclass; read in the sources of 9.0.50, 9.0.110, 10.1.46 and 11.0.12.
 *
 * <p>The pool is one hop. What it accepts and hands out is counted by its queue: Tomcat's TaskQueue is a LinkedBlockingQueue, so
 * the rows of that class count, exactly and with its capacity ({@code maxQueueSize}). A task that goes to a new thread counts as
 * arrived and departed at once, as in the JDK's pool.
 *
 * <p>When {@code TaskQueue.offer} returns false that is no refusal but the wish for another thread, and what the pool then
 * rejects Tomcat forces into the queue. So a refusal is counted where {@code execute} itself throws, and not once the pool was
 * shut down.
 *
 * <p>Not covered: what waits before the pool, in the LimitLatch of an endpoint and in the backlog of its socket; virtual threads
 * ({@code useVirtualThreads}), which have no queue.
 */
@NullMarked
package io.manometer.agent.tomcat;

import org.jspecify.annotations.NullMarked;
