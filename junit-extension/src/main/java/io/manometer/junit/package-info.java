/** An extension for JUnit Jupiter 5 and 6 that fails the class whose tests created a buffer without a limit. */
@NullMarked
package io.manometer.junit;

import org.jspecify.annotations.NullMarked;
