package io.manometer.boot;

import org.jspecify.annotations.Nullable;

/** How the agent starts and stops the boot runtime; the order is: {@link #prepare}, instrument, {@link #startSampling}. */
public final class MeterRuntime {
    private static volatile @Nullable Sampler sampler;

    private MeterRuntime() {}

    /**
     * Sets up registry and hooks and runs the hooks' whole path once.
     *
     * @param limitHops meters kept at most
     * @param excluded creation sites to leave out
     * @param agentLoader classes of this loader are not an application's
     * @return JDK fields that were not found, each after a space; empty when all is well
     */
    public static String prepare(
            @Nullable HopSink sink,
            Hooks.Sizer sizer,
            @Nullable ClassLoader agentLoader,
            int limitHops,
            SiteFilter excluded,
            boolean attached) {
        Meters.limit(limitHops);
        String missing = Internals.open();
        Hooks.configure(null, sizer, agentLoader, excluded, false);
        Hooks.warmUp();
        ServerHooks.warmUp();
        KafkaHooks.warmUp();
        LoopHooks.warmUp();
        Hooks.configure(sink, sizer, agentLoader, excluded, attached);
        return missing;
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
