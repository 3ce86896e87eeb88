package io.manometer.agent.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;

/**
 * Links the package of the meters anew, against the Micrometer that an application's loader sees. Whatever else the agent has is
 * the agent's; the rest is the application's. Decision 36.
 */
final class BridgeLoader extends ClassLoader {
    static final String PACKAGE = "io.manometer.agent.metrics.micrometer.";
    private static final String AGENT = "io.manometer.agent.";

    private final ClassLoader agent = BridgeLoader.class.getClassLoader();

    private BridgeLoader(ClassLoader application) {
        super("manometer-app", application);
    }

    /** The meters bound to the global registry of the Micrometer that this loader has; kept alive by that registry alone. */
    static WeakReference<Binding> bind(ClassLoader application, JvmSeries jvm) throws ReflectiveOperationException {
        Class<?> meters = new BridgeLoader(application).loadClass(PACKAGE + "HopMeters");
        java.util.function.IntSupplier reader = () -> Extremes.APPLICATION;
        Object binding = meters.getMethod("bindGlobal", JvmSeries.class, java.util.function.IntSupplier.class)
                .invoke(null, jvm, reader);
        return new WeakReference<>((Binding) binding);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(AGENT)) {
            return super.loadClass(name, resolve);
        }
        if (!name.startsWith(PACKAGE)) {
            return agent.loadClass(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = agent.getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
