package io.manometer.agent.instrument;

import io.manometer.agent.log.Log;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Patches the classes of the tables, by exact name: those that are loaded now, class by class, and the others when they load. A class
 * that is not as its table says stays as it is, with one line that names what was not found.
 */
public final class Transformer implements ClassFileTransformer {
    private final Map<String, List<Patch>> byType = new HashMap<>();
    private final List<String> mismatches = new ArrayList<>();

    public Transformer(List<Patch> patches, boolean attached) {
        int feature = Runtime.version().feature();
        for (Patch patch : patches) {
            if (patch.appliesTo(feature) && (attached || !patch.attachedOnly())) {
                byType.computeIfAbsent(patch.type(), type -> new ArrayList<>()).add(patch);
            }
        }
    }

    /** Patches what is loaded and keeps watch for what will be. */
    public void install(Instrumentation instrumentation) {
        instrumentation.addTransformer(this, true);
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (byType.containsKey(loaded.getName().replace('.', '/')) && instrumentation.isModifiableClass(loaded)) {
                retransform(instrumentation, loaded);
            }
        }
    }

    private void retransform(Instrumentation instrumentation, Class<?> loaded) {
        try {
            instrumentation.retransformClasses(loaded);
        } catch (Exception | LinkageError e) {
            mismatch(loaded.getName(), e.toString());
        }
    }

    /** Classes that could not be patched, each with the reason. */
    public synchronized List<String> mismatches() {
        return List.copyOf(mismatches);
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] original) {
        List<Patch> patches = className == null ? null : byType.get(className);
        if (patches == null || className == null) {
            return null;
        }
        try {
            byte[] patched = Patcher.patch(original, patches);
            Log.debug("patched " + className);
            return patched;
        } catch (PatchMismatch e) {
            mismatch(className, "no place for the patch of " + e.getMessage() + versionOf(loader, className));
        } catch (Throwable e) {
            mismatch(className, e.toString() + versionOf(loader, className));
        }
        return null;
    }

    /** What the manifest of the class's jar tells of its version; the package is defined before its first class. */
    private static String versionOf(@Nullable ClassLoader loader, String className) {
        String folder = className.substring(0, Math.max(0, className.lastIndexOf('/')));
        Package home = loader == null ? null : loader.getDefinedPackage(folder.replace('/', '.'));
        String version = home == null ? null : home.getImplementationVersion();
        if (home == null || version == null) {
            return "";
        }
        String title = home.getImplementationTitle();
        return " in " + (title == null ? "library" : title) + " " + version;
    }

    private synchronized void mismatch(String className, String reason) {
        String name = className.replace('/', '.');
        mismatches.add(name + ": " + reason);
        Log.error(name + " is not watched: " + reason + " (Java " + Runtime.version()
                + "); everything else is. Please report this line.");
    }
}
