/** Small programs with a known pressure problem, or none; {@link io.manometer.testapps.scenarios.Scenarios} is the table. */
@NullMarked
package io.manometer.testapps.scenarios;

import org.jspecify.annotations.NullMarked;
