/** Programs around a real broker: it runs in a JVM of its own, and so do those that produce and those that consume. */
@NullMarked
package io.manometer.testapps.kafka;

import org.jspecify.annotations.NullMarked;
