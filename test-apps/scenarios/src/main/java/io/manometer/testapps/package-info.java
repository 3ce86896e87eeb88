/** The command line of the test apps. */
@NullMarked
package io.manometer.testapps;

import org.jspecify.annotations.NullMarked;
