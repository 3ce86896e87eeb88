/** The same operations as plain JMH benchmarks, for a closer look: pass the agent with {@code -jvmArgsAppend}. */
@NullMarked
package io.manometer.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
