/** The application of {@code ./demo}: an order pipeline whose database is too slow. */
@NullMarked
package io.manometer.testapps.demo;

import org.jspecify.annotations.NullMarked;
