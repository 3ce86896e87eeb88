package io.manometer.analyzer.gate;

import java.nio.file.Path;
import java.util.List;

/** Finds the file that a class was compiled from, as a path from the root of the repository. */
public final class SourceRoots {
    public static final SourceRoots NONE = new SourceRoots(List.of());

    private final List<Path> roots;

    private SourceRoots(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    public static SourceRoots of(List<Path> roots) {
        return new SourceRoots(roots);
    }

    /** With slashes, relative to the repository; package and file name where no source root has it, empty when unknown. */
    public String path(Site site) {
        return roots.isEmpty() ? site.folder() + site.file() : "";
    }
}
