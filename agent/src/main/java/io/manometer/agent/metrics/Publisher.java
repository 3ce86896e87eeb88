package io.manometer.agent.metrics;

import io.manometer.agent.log.Log;
import java.util.concurrent.locks.LockSupport;

/** A thread that keeps registries in step with the windows, so that neither the sampler nor a scrape waits for a registry. */
final class Publisher implements Runnable {
    private static final long LOOK_NANOS = 1_000_000_000L;

    private final MetricsSink sink;
    private final JvmSeries jvm;
    private final Binding binding;
    private final Thread thread;

    Publisher(String name, MetricsSink sink, JvmSeries jvm, Binding binding) {
        this.sink = sink;
        this.jvm = jvm;
        this.binding = binding;
        thread = new Thread(null, this, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
    }

    void start() {
        thread.start();
    }

    /** On the sampler's thread. */
    void windowEnded() {
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        while (true) {
            LockSupport.parkNanos(LOOK_NANOS);
            long begin = System.nanoTime();
            try {
                binding.sync(sink.live());
            } catch (Throwable e) {
                Log.error("metrics are not exported any more; the application runs on without them", e);
                return;
            }
            jvm.worked(System.nanoTime() - begin);
        }
    }
}
