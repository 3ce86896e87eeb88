package io.manometer.agent.metrics.prometheus;

import io.manometer.agent.log.Log;
import io.micrometer.common.util.internal.logging.InternalLogger;
import io.micrometer.common.util.internal.logging.InternalLoggerFactory;
import java.lang.reflect.Proxy;

/** What the bundled Micrometer has to say goes to the agent's log, at level debug. */
final class AgentLoggerFactory extends InternalLoggerFactory {
    @Override
    protected InternalLogger newInstance(String name) {
        return (InternalLogger) Proxy.newProxyInstance(
                InternalLogger.class.getClassLoader(),
                new Class<?>[] {InternalLogger.class},
                (proxy, method, arguments) -> {
                    if (method.getReturnType() == boolean.class) {
                        return false;
                    }
                    if (method.getReturnType() == String.class) {
                        return name;
                    }
                    if (method.getName().equals("warn") || method.getName().equals("error")) {
                        Log.debug(name + ": " + arguments[0]);
                    }
                    return null;
                });
    }
}
