package io.manometer.agent.recording;

import io.manometer.agent.config.Options;
import io.manometer.agent.log.Log;

/**
 * Starts the recording that {@code record=FILE} asks for. Free of {@code jdk.jfr} types, so that it can be called on any
 * JVM.
 */
public final class OwnRecording {
    private OwnRecording() {}

    /**
     * Returns at once: the recording begins on a thread of its own, some 200 ms later (see
     * docs/decisions/0003-own-recording.md); with {@code record.wait} when it has. To be called when the instrumentation is in place and the events are known to
     * JFR. Never throws; whatever goes wrong is one line in the log.
     */
    public static void start(Options options) {
        String file = options.record();
        if (file == null) {
            return;
        }
        if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
            Log.error("record=" + file + " needs the module jdk.jfr, which this Java runtime lacks; add it to the image"
                    + " (jlink --add-modules jdk.jfr), or leave record out");
            return;
        }
        try {
            RecordingThread.start(options, file);
        } catch (Throwable e) {
            Log.error("record=" + file + " can't begin; the application runs on without it", e);
        }
    }
}
