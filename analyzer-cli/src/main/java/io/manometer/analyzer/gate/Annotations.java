package io.manometer.analyzer.gate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The places that {@code @BoundedElsewhere} marks in compiled classes, each with its reason. */
public final class Annotations {
    public static final Annotations NONE = new Annotations(Map.of());

    private final Map<String, MarkedClass> classes;

    private Annotations(Map<String, MarkedClass> classes) {
        this.classes = classes;
    }

    /**
     * Reads folders of classes and jars.
     *
     * @throws GateInputException for a path that is neither
     */
    public static Annotations read(List<Path> paths) {
        Map<String, MarkedClass> found = new HashMap<>();
        for (Path path : paths) {
            try {
                if (Files.isDirectory(path)) {
                    folder(path, found);
                } else if (Files.isRegularFile(path)) {
                    jar(path, found);
                } else {
                    throw new GateInputException(path + ": no such file; name folders of classes, or jars");
                }
            } catch (IOException | UncheckedIOException e) {
                throw new GateInputException(
                        Escape.line(path.toString()) + ": can't be read as a folder of classes or a jar ("
                                + Escape.line(String.valueOf(e.getMessage())) + ")");
            }
        }
        return new Annotations(found);
    }

    /** Of class files whose bytes are at hand. */
    public static Annotations of(Iterable<byte[]> classFiles) {
        Map<String, MarkedClass> found = new HashMap<>();
        classFiles.forEach(bytes -> add(bytes, found));
        return new Annotations(found);
    }

    /** These and those; of two marks on one class these count. */
    public Annotations and(Annotations others) {
        Map<String, MarkedClass> all = new HashMap<>(others.classes);
        all.putAll(classes);
        return new Annotations(all);
    }

    private static void folder(Path folder, Map<String, MarkedClass> found) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    (Iterable<Path>) files.filter(each -> each.toString().endsWith(".class"))::iterator) {
                add(Files.readAllBytes(file), found);
            }
        }
    }

    private static void jar(Path path, Map<String, MarkedClass> found) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().endsWith(".class")) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        add(in.readAllBytes(), found);
                    }
                }
            }
        }
    }

    private static void add(byte[] bytes, Map<String, MarkedClass> found) {
        MarkedClass.read(bytes).ifPresent(marked -> found.putIfAbsent(marked.name(), marked));
    }

    /** How many classes have a mark. */
    public int size() {
        return classes.size();
    }

    /**
     * The reason, where the creating method, its class, a class around it, or the field that holds the buffer is marked. What
     * was seen to swallow pressure has no excuse.
     */
    Optional<String> reason(Violation violation) {
        if (!violation.rule().aboutAMissingLimit() || !violation.site().known()) {
            return Optional.empty();
        }
        return reason(violation.site(), violation.hop());
    }

    /**
     * The reason for which a buffer created there is bounded elsewhere.
     *
     * @param hop the name by which it goes, {@code Class.field} where it is held by a field; empty when unknown
     */
    public Optional<String> reason(Site site, String hop) {
        MarkedClass exact = classes.get(site.className());
        if (exact != null) {
            Optional<String> reason = exact.reason(site, hop);
            if (reason.isPresent()) {
                return reason;
            }
        }
        for (String outer = outer(site.className()); !outer.isEmpty(); outer = outer(outer)) {
            MarkedClass around = classes.get(outer);
            if (around != null && around.ofClass() != null) {
                return Optional.of(around.ofClass());
            }
        }
        return Optional.empty();
    }

    private static String outer(String name) {
        int end = name.lastIndexOf('$');
        return end <= name.lastIndexOf('.') + 1 ? "" : name.substring(0, end);
    }
}
