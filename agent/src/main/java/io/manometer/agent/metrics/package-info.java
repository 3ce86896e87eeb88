/**
 * From meters to metrics. A second reader of the windows that become JFR events; loaded only when {@code metrics=} asks for it.
 * {@link io.manometer.agent.metrics.Metric} is the one table of what is exported.
 */
@NullMarked
package io.manometer.agent.metrics;

import org.jspecify.annotations.NullMarked;
