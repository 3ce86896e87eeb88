package io.manometer.agent;

import io.manometer.agent.config.BadOption;
import io.manometer.agent.config.Options;
import io.manometer.agent.log.Log;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * What is settled before anything of the JVM is touched: an agent that steps aside must not have switched class-data sharing off
 * for the application. Needs no class of the boot runtime, which is not there yet.
 *
 * <p>Its entries have the signatures of the JVM's own call of an agent: what JDK 25 spins for that reflective call serves these too,
 * where a longer list of arguments costs some twenty classes more.
 */
public final class Preparation {
    private Preparation() {}

    /** Called by {@link Agent} for an agent that is there from the start. */
    public static void premain(@Nullable String argument, Instrumentation instrumentation) {
        start(argument, instrumentation, false);
    }

    /** Called by {@link Agent} for an agent that was attached; leaves {@link Agent#OUTCOME}. */
    public static void agentmain(@Nullable String argument, Instrumentation instrumentation) {
        System.setProperty(Agent.OUTCOME, start(argument, instrumentation, true));
    }

    /** Why there is no agent now, which the log has said already; empty when there is. */
    private static String start(@Nullable String argument, Instrumentation instrumentation, boolean attached) {
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
        try {
            File jar = new File(Preparation.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar));
        } catch (IOException | URISyntaxException e) {
            return said("could not start, the application runs on without it: " + e);
        }
        Installer.install(options, instrumentation, attached);
        return "";
    }

    private static String said(String line) {
        Log.error(line);
        return line;
    }
}
