/** Executors of {@code java.util.concurrent}. */
@NullMarked
package io.manometer.agent.executor;

import org.jspecify.annotations.NullMarked;
