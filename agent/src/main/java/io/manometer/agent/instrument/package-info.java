/**
 * Turns tables of patches into changed bytecode. A patch inserts one static call, without branches or locals, so stack maps stay
 * as they are; the tables are the only place that names classes and methods of others.
 */
@NullMarked
package io.manometer.agent.instrument;

import org.jspecify.annotations.NullMarked;
