package io.manometer.junit;

/**
 * A buffer without a limit that somebody created.
 *
 * @param type class of the buffer
 * @param site {@code pkg.Class.method(File.java:NN)}
 * @param kind what it is to the agent: queue, executor, ...
 * @param thread that created it
 * @param stack of that moment, a frame on each line
 * @param capacity -1 when there is none
 */
record Creation(String type, String site, String kind, String thread, String stack, long capacity) {
    /** Whether a method of the class, or of a class within it, was on the stack. */
    boolean isBy(String testClass) {
        return stack.lines().anyMatch(frame -> frame.startsWith(testClass + ".") || frame.startsWith(testClass + "$"));
    }

    String describe() {
        String simple = type.substring(type.lastIndexOf('.') + 1);
        return simple + " at " + (site.isEmpty() ? "an unknown site" : site) + ", by thread " + thread;
    }
}
