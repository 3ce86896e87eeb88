/** Queues of {@code java.util.concurrent}. */
@NullMarked
package io.manometer.agent.queue;

import org.jspecify.annotations.NullMarked;
