package io.manometer.agent;

import java.lang.instrument.Instrumentation;
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
        String refusal = refusal();
        if (!refusal.isEmpty()) {
            refuse(refusal, attached);
            return;
        }
        try {
            Class.forName(PREPARATION, true, new AgentClassLoader(Agent.class.getProtectionDomain()))
                    .getMethod(attached ? "agentmain" : "premain", String.class, Instrumentation.class)
                    .invoke(null, options, instrumentation);
        } catch (Throwable e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            refuse("could not start, the application runs on without it: " + cause, attached);
        }
    }

    private static void refuse(String reason, boolean attached) {
        System.err.println("manometer: ".concat(reason));
        if (attached) {
            System.setProperty(OUTCOME, reason);
        }
    }

    /** Why the agent must not start in this JVM; empty when it may. */
    private static String refusal() {
        if (isJdkTool()) {
            return "stepping aside: this is the JDK's own tool "
                    + System.getProperty("jdk.module.main")
                    + "; give the agent to your application only, not by JAVA_TOOL_OPTIONS";
        }
        return isRunning() ? "already running in this JVM; the second agent is ignored, give -javaagent once" : "";
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
}
