package io.manometer.agent.jfr;

/** Whether the JVM is on its way down. */
final class ShuttingDown {
    /** Never registered: the runtime says whether it would still take it back. */
    private static final Thread NO_HOOK = new Thread("manometer-no-hook");

    private ShuttingDown() {}

    static boolean now() {
        try {
            Runtime.getRuntime().removeShutdownHook(NO_HOOK);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
