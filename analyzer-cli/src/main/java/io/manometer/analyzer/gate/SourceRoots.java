package io.manometer.analyzer.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds the file that a class was compiled from, as a path from the root of the repository. */
public final class SourceRoots {
    public static final SourceRoots NONE = of(List.of());

    private final List<Path> roots;
    private final Map<Path, Map<String, List<Path>>> indexes = new HashMap<>();

    private SourceRoots(List<Path> roots) {
        this.roots = roots;
    }

    public static SourceRoots of(List<Path> roots) {
        return new SourceRoots(roots.stream()
                .map(root -> root.toAbsolutePath().normalize())
                .distinct()
                .toList());
    }

    /** Roots that are no folders: most likely a slip of the pen. */
    public List<Path> missing() {
        return roots.stream().filter(root -> !Files.isDirectory(root)).toList();
    }

    /**
     * With slashes, from the root of the repository (the nearest folder above with {@code .git}, else the current one). Where
     * no source root has it: package and file name. Empty where not even the class is known.
     */
    public String path(Site site) {
        if (!site.known()) {
            return "";
        }
        String inPackage = site.folder() + fileName(site);
        for (Path root : roots) {
            Path found = find(root, inPackage, fileName(site));
            if (found != null) {
                return fromRepository(root, found);
            }
        }
        return inPackage;
    }

    private static String fileName(Site site) {
        if (!site.file().isEmpty()) {
            return site.file();
        }
        String simple = site.className().substring(site.className().lastIndexOf('.') + 1);
        int nested = simple.indexOf('$', 1);
        return (nested < 0 ? simple : simple.substring(0, nested)) + ".java";
    }

    /** Kotlin's folders need not follow the packages, so a name that is there once will do. */
    private @Nullable Path find(Path root, String inPackage, String name) {
        Path conventional;
        try {
            conventional = root.resolve(inPackage).normalize();
        } catch (InvalidPathException e) {
            return null;
        }
        if (conventional.startsWith(root) && Files.isRegularFile(conventional)) {
            return conventional;
        }
        List<Path> named = indexes.computeIfAbsent(root, SourceRoots::index).getOrDefault(name, List.of());
        return named.size() == 1 ? named.get(0) : null;
    }

    private static Map<String, List<Path>> index(Path root) {
        if (!Files.isDirectory(root)) {
            return Map.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.groupingBy(file -> file.getFileName().toString()));
        } catch (IOException | UncheckedIOException e) {
            return Map.of();
        }
    }

    private static String fromRepository(Path root, Path file) {
        Path base = root;
        while (base != null && !Files.exists(base.resolve(".git"))) {
            base = base.getParent();
        }
        Path from = base == null ? Path.of("").toAbsolutePath() : base;
        Path relative = file.startsWith(from) ? from.relativize(file) : file;
        return StreamSupport.stream(relative.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/", relative.isAbsolute() ? "/" : "", ""));
    }
}
