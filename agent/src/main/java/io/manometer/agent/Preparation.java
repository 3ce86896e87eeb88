package io.manometer.agent;

import io.manometer.agent.config.BadOption;
import io.manometer.agent.config.Options;
import io.manometer.agent.log.Log;
import org.jspecify.annotations.Nullable;

/**
 * What is settled before anything of the JVM is touched: an agent that steps aside must not have switched class-data sharing off
 * for the application. Needs no class of the boot runtime, which is not there yet.
 */
public final class Preparation {
    private Preparation() {}

    /**
     * Called by {@link Agent}, in a class loader of its own.
     *
     * @return the {@link Options}, or a String that says why the agent must not start, which the log has said already
     */
    public static Object options(@Nullable String argument) {
        Options options;
        try {
            options = Options.parse(argument);
        } catch (BadOption e) {
            return said(e.getMessage() + "; the application runs on without the agent");
        }
        if (!options.enabled()) {
            return "it is switched off by enabled=false";
        }
        Log.level(options.log());
        if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
            return said(
                    "this Java runtime has no module jdk.jfr, so nothing can be recorded;"
                            + " the application runs on without the agent (add jdk.jfr to the image, or --add-modules jdk.jfr)");
        }
        return options;
    }

    private static String said(String line) {
        Log.error(line);
        return line;
    }
}
