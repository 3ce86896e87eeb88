package io.manometer.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * The entry of the agent. It does what must be done before any other class of the agent can be loaded: it makes the boot runtime
 * visible to the JDK's classes and the rest visible to nobody, and then hands over. Whatever goes wrong, it says one line and the
 * application runs on.
 */
public final class Agent {
    /** Where in the jar the classes lie that no application sees. */
    static final String ISOLATED = "isolated/";

    /**
     * The system property by which an attached agent tells whoever attached it what came of it: empty when it runs, else the
     * reason. An exception would tell as well, but with a stack on the application's standard error.
     */
    static final String OUTCOME = "io.manometer.agent.outcome";

    private static final String MARKER = "io.manometer.boot.MeterRuntime";
    private static final String PREPARATION = "io.manometer.agent.Preparation";
    private static final String INSTALLER = "io.manometer.agent.Installer";

    private Agent() {}

    /** Called by the JVM for {@code -javaagent}. */
    public static void premain(@Nullable String options, Instrumentation instrumentation) {
        start(options, instrumentation, false);
    }

    /** Called by the JVM when attached while the application runs. */
    public static void agentmain(@Nullable String options, Instrumentation instrumentation) {
        start(options, instrumentation, true);
    }

    private static void start(@Nullable String options, Instrumentation instrumentation, boolean attached) {
        String refusal = refusal(options, instrumentation, attached);
        if (attached) {
            System.setProperty(OUTCOME, refusal);
        }
    }

    /** Why there is no agent now, which was said already; empty when there is. */
    private static String refusal(@Nullable String argument, Instrumentation instrumentation, boolean attached) {
        try {
            if (isJdkTool()) {
                return said("stepping aside: this is the JDK's own tool "
                        + System.getProperty("jdk.module.main")
                        + "; give the agent to your application only, not by JAVA_TOOL_OPTIONS");
            }
            if (isRunning()) {
                return said("already running in this JVM; the second agent is ignored, give -javaagent once");
            }
            File jar = ownJar();
            ClassLoader loader = new AgentClassLoader(jar);
            Object options = Class.forName(PREPARATION, true, loader)
                    .getMethod("options", String.class)
                    .invoke(null, argument);
            if (options instanceof String reason) {
                return reason;
            }
            instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar));
            Class.forName(INSTALLER, true, loader)
                    .getMethod("install", Object.class, Instrumentation.class, boolean.class, ClassLoader.class)
                    .invoke(null, options, instrumentation, attached, loader);
            return "";
        } catch (Throwable e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return said("could not start, the application runs on without it: " + cause);
        }
    }

    private static String said(String line) {
        System.err.println("manometer: ".concat(line));
        return line;
    }

    /** The JVM names the module that it was started for; an application's is never one of the JDK's own. */
    private static boolean isJdkTool() {
        String module = System.getProperty("jdk.module.main");
        return module != null && (module.startsWith("jdk.") || module.startsWith("java."));
    }

    private static boolean isRunning() {
        try {
            Class.forName(MARKER, false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static File ownJar() throws Exception {
        return new File(
                Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
