/** The agent's options: one table ({@link io.manometer.agent.config.Key}), read from four places. */
@NullMarked
package io.manometer.agent.config;

import org.jspecify.annotations.NullMarked;
