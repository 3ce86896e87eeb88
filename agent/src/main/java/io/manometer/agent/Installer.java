package io.manometer.agent;

import io.manometer.agent.config.MetricsTarget;
import io.manometer.agent.config.Options;
import io.manometer.agent.executor.ExecutorPatches;
import io.manometer.agent.instrument.Patch;
import io.manometer.agent.instrument.Transformer;
import io.manometer.agent.jetty.JettyPatches;
import io.manometer.agent.jfr.JfrSink;
import io.manometer.agent.kafka.KafkaPatches;
import io.manometer.agent.log.Log;
import io.manometer.agent.metrics.Exporter;
import io.manometer.agent.naming.VariableNames;
import io.manometer.agent.netty.NettyPatches;
import io.manometer.agent.queue.QueuePatches;
import io.manometer.agent.recording.OwnRecording;
import io.manometer.agent.tomcat.TomcatPatches;
import io.manometer.boot.HopSink;
import io.manometer.boot.MeterRuntime;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Starts everything in the one right order: runtime, readers, patches, sampler, recording. */
final class Installer {
    private Installer() {}

    static void install(Options options, Instrumentation instrumentation, boolean attached) {
        openConcurrent(instrumentation);
        JfrSink events = JfrSink.create(options, attached);
        HopSink sink = withMetrics(events, options, instrumentation, attached);
        MeterRuntime.configure(
                sink,
                instrumentation::getObjectSize,
                Installer.class.getClassLoader(),
                options.hopLimit(),
                options.exclude()::matches);
        Transformer transformer = new Transformer(patches(options), attached);
        try {
            instrument(transformer, instrumentation, attached);
            MeterRuntime.startSampling(sink, new VariableNames(), options.periodNanos(), attached);
        } catch (Throwable e) {
            // Without the thread that reads them, hooks would only pile up what they note.
            instrumentation.removeTransformer(transformer);
            MeterRuntime.abandon();
            throw e;
        }
        OwnRecording.start(options);
        if (options.recordWait()) {
            events.describeAgent();
        }
    }

    private static void instrument(Transformer transformer, Instrumentation instrumentation, boolean attached) {
        if (!attached) {
            // Before the runtime looks the queues' fields up: a class is patched cheaper as it loads than afterwards.
            transformer.watch(instrumentation);
        }
        String missing = MeterRuntime.prepare(attached);
        if (!missing.isEmpty()) {
            Log.error("this JDK has no field" + missing + "; what depends on it stays unknown");
        }
        if (attached) {
            transformer.watch(instrumentation);
        }
        transformer.patchLoaded(instrumentation);
    }

    private static HopSink withMetrics(
            HopSink events, Options options, Instrumentation instrumentation, boolean attached) {
        MetricsTarget metrics = options.metrics();
        return metrics == null
                ? events
                : new FanOut(events, Exporter.start(metrics, options, instrumentation, attached));
    }

    private static List<Patch> patches(Options options) {
        List<Patch> patches = new ArrayList<>();
        if (options.instruments("queue")) {
            patches.addAll(QueuePatches.table());
            patches.addAll(JettyPatches.queues());
        }
        if (options.instruments("executor")) {
            patches.addAll(ExecutorPatches.table());
            patches.addAll(TomcatPatches.table());
            patches.addAll(JettyPatches.pools());
        }
        if (options.instruments("kafka")) {
            patches.addAll(KafkaPatches.table());
        }
        if (options.instruments("netty")) {
            patches.addAll(NettyPatches.channels());
            patches.addAll(NettyPatches.loops());
        }
        return patches;
    }

    /** Private fields of java.util.concurrent are read instead of calling methods that lock, and of threads their number. */
    private static void openConcurrent(Instrumentation instrumentation) {
        Module base = Object.class.getModule();
        Module boot = MeterRuntime.class.getModule();
        instrumentation.redefineModule(
                base,
                Set.of(),
                Map.of(),
                Map.of(
                        "java.lang", Set.of(boot),
                        "java.util.concurrent", Set.of(boot),
                        "java.util.concurrent.locks", Set.of(boot)),
                Set.of(),
                Map.of());
    }
}
