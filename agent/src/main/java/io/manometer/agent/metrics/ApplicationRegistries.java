package io.manometer.agent.metrics;

import io.manometer.agent.log.Log;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds Micrometer in the application as soon as it is loaded, in whichever loaders, and binds the metrics to it. Holds on to
 * neither: an application that is undeployed goes, and its binding with it.
 */
final class ApplicationRegistries implements ClassFileTransformer, Binding {
    private static final String METRICS = "io/micrometer/core/instrument/Metrics";

    private final JvmSeries jvm;
    private final List<WeakReference<ClassLoader>> found = new ArrayList<>();
    private final List<WeakReference<Binding>> bindings = new ArrayList<>();

    private ApplicationRegistries(JvmSeries jvm) {
        this.jvm = jvm;
    }

    static ApplicationRegistries watch(JvmSeries jvm, Instrumentation instrumentation, boolean attached) {
        ApplicationRegistries registries = new ApplicationRegistries(jvm);
        instrumentation.addTransformer(registries);
        if (attached) {
            for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
                if (loaded.getName().equals(METRICS.replace('/', '.'))) {
                    registries.found(loaded.getClassLoader());
                }
            }
        }
        return registries;
    }

    /** On whatever thread loads a class: compares a name, and changes nothing. */
    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (METRICS.equals(name)) {
            found(loader);
        }
        return null;
    }

    private void found(@Nullable ClassLoader loader) {
        if (loader != null && loader != getClass().getClassLoader()) {
            synchronized (found) {
                found.add(new WeakReference<>(loader));
            }
        }
    }

    @Override
    public void sync(HopSeries[] live) {
        for (WeakReference<ClassLoader> each : takeFound()) {
            ClassLoader loader = each.get();
            if (loader != null) {
                bind(loader);
            }
        }
        bindings.removeIf(reference -> !sync(reference.get(), live));
    }

    private List<WeakReference<ClassLoader>> takeFound() {
        synchronized (found) {
            List<WeakReference<ClassLoader>> taken = List.copyOf(found);
            found.clear();
            return taken;
        }
    }

    private void bind(ClassLoader loader) {
        try {
            bindings.add(BridgeLoader.bind(loader, jvm));
            Log.info("metrics=app bound to the Micrometer of " + loader);
        } catch (Throwable e) {
            unfit(e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e);
        }
    }

    /** Whether to go on with this one. */
    private static boolean sync(@Nullable Binding binding, HopSeries[] live) {
        if (binding == null) {
            return false;
        }
        try {
            binding.sync(live);
            return true;
        } catch (Throwable e) {
            unfit(e);
            return false;
        }
    }

    private static void unfit(Throwable e) {
        Log.error(
                "metrics=app does not work with the application's Micrometer (1.5 or newer is needed);"
                        + " the application runs on without these metrics, an endpoint of the agent's own is metrics=host:port",
                e);
    }
}
