/**
 * The meters themselves. This package is linked twice: by the agent's loader against the Micrometer that it brings, and, for
 * {@code metrics=app}, by a loader below the application's against the Micrometer that is there. So it uses nothing that
 * Micrometer 1.5 did not have.
 */
@NullMarked
package io.manometer.agent.metrics.micrometer;

import org.jspecify.annotations.NullMarked;
