package io.manometer.testapps.scenarios;

import io.manometer.testapps.load.Load;

/** An application with one pressure problem, or none. Its buffers are fields, so that a report can name them. */
@FunctionalInterface
public interface Program {
    /** Starts its threads and returns; they run until the JVM exits. */
    void start(Load load);
}
