/** The agent's own registry, and the text it is scraped as. */
@NullMarked
package io.manometer.agent.metrics.prometheus;

import org.jspecify.annotations.NullMarked;
