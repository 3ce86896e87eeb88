/** Runs scenarios under the built agent, has the built analyzer judge the recordings, and grades its answers by the load's own truth. */
@NullMarked
package io.manometer.testapps.grading;

import org.jspecify.annotations.NullMarked;
