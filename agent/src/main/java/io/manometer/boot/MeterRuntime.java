package io.manometer.boot;

import org.jspecify.annotations.Nullable;

/** How the agent starts and stops the boot runtime; the order is: {@link #configure}, {@link #prepare}, instrument, {@link #startSampling}. */
public final class MeterRuntime {
    private static volatile @Nullable Sampler sampler;

    private MeterRuntime() {}

    /**
     * Tells the hooks what holds for all that they will see; before the first class is patched.
     *
     * @param agentLoader classes of this loader are not an application's
     * @param limitHops meters kept at most
     * @param excluded creation sites to leave out
     */
    public static void configure(
            @Nullable HopSink sink,
            Hooks.Sizer sizer,
            @Nullable ClassLoader agentLoader,
            int limitHops,
            SiteFilter excluded) {
        Meters.limit(limitHops);
        Hooks.configure(sink, sizer, agentLoader, excluded);
    }

    /**
     * Looks up what it reads of the JDK, which loads the queues, and runs the hooks' whole path once.
     *
     * @param attached whether the application ran before the agent did
     * @return JDK fields that were not found, each after a space; empty when all is well
     */
    public static String prepare(boolean attached) {
        String missing = Internals.open();
        Hooks.warmUp();
        ServerHooks.warmUp();
        KafkaHooks.warmUp();
        LoopHooks.warmUp();
        Hooks.registerUnknown(attached);
        return missing;
    }

    /** The agent could not start: whatever is patched already does nothing from now on. */
    public static void abandon() {
        for (Kind kind : Kind.values()) {
            Hooks.switchOff(kind);
        }
    }

    /** Ends the window in progress early, so that what it saw is not lost. Waits for that, so long at most. */
    public static void flush(long millis) throws InterruptedException {
        Sampler running = sampler;
        if (running != null) {
            running.flush(millis);
        }
    }

    /** Starts the one thread of the agent. */
    public static synchronized void startSampling(
            HopSink sink, Sampler.SiteNamer namer, long periodNanos, boolean attached) {
        if (sampler != null) {
            return;
        }
        Sampler fresh = new Sampler(sink, namer, periodNanos, attached);
        Thread thread = new Thread(null, fresh, "manometer-sampler", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        sampler = fresh;
        thread.start();
    }
}
