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

    private static final String MARKER = "io.manometer.boot.MeterRuntime";
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
        try {
            if (isJdkTool()) {
                System.err.println("manometer: stepping aside: this is the JDK's own tool "
                        + System.getProperty("jdk.module.main")
                        + "; give the agent to your application only, not by JAVA_TOOL_OPTIONS");
                return;
            }
            if (isRunning()) {
                System.err.println("manometer: already running in this JVM; the second agent is ignored,"
                        + " give -javaagent once");
                return;
            }
            File jar = ownJar();
            instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar));
            ClassLoader loader = new AgentClassLoader(jar);
            Class.forName(INSTALLER, true, loader)
                    .getMethod("install", String.class, Instrumentation.class, boolean.class, ClassLoader.class)
                    .invoke(null, options, instrumentation, attached, loader);
        } catch (Throwable e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            System.err.println("manometer: could not start, the application runs on without it: " + cause);
        }
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
