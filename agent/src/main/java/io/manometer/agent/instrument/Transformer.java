package io.manometer.agent.instrument;

import io.manometer.agent.log.KindsOff;
import io.manometer.agent.log.Log;
import io.manometer.boot.Health;
import io.manometer.boot.Kind;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Patches the classes of the tables, by exact name, or by its end where copies are meant: those that are loaded now, class by class, and the others when they load. A class
 * that is not as its table says stays as it is, with one line that names what was not found.
 */
public final class Transformer implements ClassFileTransformer {
    private final Map<String, List<Patch>> byType = new HashMap<>();
    /** Types of which copies are meant too, by their simple name, so that most classes cost one look-up. */
    private final Map<String, String> copied = new HashMap<>();

    private final List<String> mismatches = new ArrayList<>();
    private Class<?>[] loadedBefore = {};

    public Transformer(List<Patch> patches, boolean attached) {
        int feature = Runtime.version().feature();
        for (Patch patch : patches) {
            if (patch.appliesTo(feature) && (attached || !patch.attachedOnly())) {
                byType.computeIfAbsent(patch.type(), type -> new ArrayList<>()).add(patch);
                if (patch.copies()) {
                    copied.put(simpleName(patch.type()), patch.type());
                }
            }
        }
    }

    /** From now on classes are patched as they load. */
    public void watch(Instrumentation instrumentation) {
        instrumentation.addTransformer(this, true);
        loadedBefore = instrumentation.getAllLoadedClasses();
    }

    /** Patches what was loaded before {@link #watch}. */
    public void patchLoaded(Instrumentation instrumentation) {
        for (Class<?> loaded : loadedBefore) {
            if (!rowsOf(loaded.getName().replace('.', '/')).isEmpty() && instrumentation.isModifiableClass(loaded)) {
                retransform(instrumentation, loaded);
            }
        }
        loadedBefore = new Class<?>[0];
    }

    private void retransform(Instrumentation instrumentation, Class<?> loaded) {
        try {
            instrumentation.retransformClasses(loaded);
        } catch (Exception | LinkageError e) {
            mismatch(loaded.getName(), e.toString(), rowsOf(loaded.getName().replace('.', '/')));
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
        List<Patch> patches = className == null ? List.of() : rowsOf(className);
        if (patches.isEmpty() || className == null) {
            return null;
        }
        try {
            byte[] patched = Patcher.patch(original, patches);
            Log.debug("patched " + className);
            return patched;
        } catch (PatchMismatch e) {
            mismatch(className, e.getMessage() + versionOf(loader, className, domain), patches);
        } catch (Throwable e) {
            mismatch(className, e.toString() + versionOf(loader, className, domain), patches);
        }
        return null;
    }

    /** The rows of a class; empty for most. */
    private List<Patch> rowsOf(String className) {
        List<Patch> exact = byType.get(className);
        if (exact != null) {
            return exact;
        }
        String original = copied.get(simpleName(className));
        if (original == null || !className.endsWith("/" + original)) {
            return List.of();
        }
        String prefix = className.substring(0, className.length() - original.length());
        return byType.getOrDefault(original, List.of()).stream()
                .map(patch -> patch.under(prefix))
                .toList();
    }

    private static String simpleName(String internalName) {
        return internalName.substring(internalName.lastIndexOf('/') + 1);
    }

    /** What the manifest of the class's jar tells of its version, or else the jar's name; the package is defined before its first class. */
    private static String versionOf(@Nullable ClassLoader loader, String className, @Nullable ProtectionDomain domain) {
        String folder = className.substring(0, Math.max(0, className.lastIndexOf('/')));
        Package home = loader == null ? null : loader.getDefinedPackage(folder.replace('/', '.'));
        String version = home == null ? null : home.getImplementationVersion();
        if (home == null || version == null) {
            return jarOf(domain);
        }
        String title = home.getImplementationTitle();
        return " in " + (title == null ? "library" : title) + " " + version;
    }

    private static String jarOf(@Nullable ProtectionDomain domain) {
        CodeSource source = domain == null ? null : domain.getCodeSource();
        URL place = source == null ? null : source.getLocation();
        String path = place == null ? "" : place.getPath();
        int end = path.lastIndexOf(".jar");
        return end < 0 ? "" : " in " + path.substring(path.lastIndexOf('/', end) + 1, end + ".jar".length());
    }

    private synchronized void mismatch(String className, String reason, List<Patch> patches) {
        String name = className.replace('/', '.');
        mismatches.add(name + ": " + reason);
        Kind kind = patches.isEmpty() ? null : patches.get(0).kind();
        if (kind != null) {
            // One line for each kind, however many of its classes differ.
            Health.switchOff(kind, name + ": " + reason);
            KindsOff.say(kind, name + ": " + reason);
            return;
        }
        Log.error(name + " is not watched: " + reason + " (Java " + Runtime.version()
                + "); everything else is. Please report this line.");
    }
}
