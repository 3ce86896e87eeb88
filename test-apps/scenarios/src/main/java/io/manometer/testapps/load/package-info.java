/**
 * The load generator: paced sources, servers that take their time, and ledgers that keep the truth.
 *
 * <p>It creates no queue and no pool of its own, so that every hop in a recording belongs to the program under load.
 */
@NullMarked
package io.manometer.testapps.load;

import org.jspecify.annotations.NullMarked;
