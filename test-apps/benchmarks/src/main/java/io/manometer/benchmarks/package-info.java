/** Commands that measure what the agent costs. Each prints a table; none is a test with a clock in it. */
@NullMarked
package io.manometer.benchmarks;

import org.jspecify.annotations.NullMarked;
