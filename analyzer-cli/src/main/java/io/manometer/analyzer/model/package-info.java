/**
 * What was read from recordings ({@link io.manometer.analyzer.model.Hop}, {@link io.manometer.analyzer.model.Window}, ...)
 * and what was concluded from it. Records only: reading fills them, judging and reporting consume them.
 */
@NullMarked
package io.manometer.analyzer.model;

import org.jspecify.annotations.NullMarked;
