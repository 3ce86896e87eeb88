package io.manometer.analyzer.scan;

import io.manometer.analyzer.model.Problem;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Finds every class file in folders, archives and archives within them. Whatever is broken costs one line and nothing else; whatever is left out is
 * counted.
 */
final class Inputs {
    static final int DEEPEST_ARCHIVE = 4;
    static final int LARGEST_INFLATED_ARCHIVE = 64 << 20;
    static final int LARGEST_CLASS = 16 << 20;
    static final String BUILD_AGAIN = "build it again, or leave it out";

    /** Lines about one archive; the rest is a number. */
    private static final int MOST_PROBLEMS = 5;

    private static final String VERSIONS = "META-INF/versions/";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    /** Gets each class file, with its first bytes yet to be read. */
    interface Visitor {
        /**
         * @return null, or what is wrong with it
         */
        @Nullable
        String classFile(Container container, Zip.@Nullable Entry entry, Glance.Source content) throws IOException;
    }

    private final Visitor visitor;
    private final OpenFiles files;
    private final ZipBuffers buffers;
    private final int release;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Integer> problemsOf = new HashMap<>();
    private final Map<String, Long> leftOut = new TreeMap<>();
    private long archives;

    /**
     * @param release of Java, for multi-release archives: of the versions of a class, the newest up to this one is read
     */
    Inputs(Visitor visitor, OpenFiles files, ZipBuffers buffers, int release) {
        this.visitor = visitor;
        this.files = files;
        this.buffers = buffers;
        this.release = release;
    }

    List<Problem> problems() {
        List<Problem> all = new ArrayList<>(problems);
        problemsOf.forEach((source, count) -> {
            if (count > MOST_PROBLEMS) {
                all.add(new Problem(
                        source,
                        Words.plural(count - MOST_PROBLEMS, "more file in it is", "more files in it are") + " broken",
                        BUILD_AGAIN,
                        Problem.Severity.INCOMPLETE));
            }
        });
        return all;
    }

    Map<String, Long> leftOut() {
        return leftOut;
    }

    long archives() {
        return archives;
    }

    void leaveOut(String what) {
        leftOut.merge(what, 1L, Long::sum);
    }

    void all(Collection<Path> paths) {
        for (Path path : paths) {
            String text = path.toString();
            if (!Files.exists(path) && text.indexOf(File.pathSeparatorChar) >= 0) {
                for (String part : text.split(File.pathSeparator, -1)) {
                    one(Path.of(part.isEmpty() ? "." : part));
                }
            } else {
                one(path);
            }
        }
    }

    private void one(Path path) {
        if (!Files.exists(path)) {
            problems.add(new Problem(
                    path.toString(), "no such file or folder", "check the path", Problem.Severity.UNREADABLE));
        } else if (Files.isDirectory(path)) {
            folder(path);
        } else if (path.toString().endsWith(".class")) {
            loose(path);
        } else {
            archive(path);
        }
    }

    private void folder(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String name = file.getFileName().toString();
                    if (name.endsWith(".class")) {
                        loose(file);
                    } else if (isArchive(name)) {
                        archive(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    unreadable(file.toString(), e);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            unreadable(folder.toString(), e);
        }
    }

    private void loose(Path path) {
        if (isModuleInfo(path.getFileName().toString())) {
            return;
        }
        Container.Loose container = new Container.Loose(path);
        try {
            if (Files.size(path) > LARGEST_CLASS) {
                leaveOut("class files of more than 16 MB");
                return;
            }
            byte[] content = container.read();
            String wrong = visitor.classFile(container, null, new Glance.Source() {
                @Override
                public int fill(int needed, int wanted) {
                    return content.length;
                }

                @Override
                public byte[] content() {
                    return content;
                }
            });
            if (wrong != null) {
                broken(path.toString(), wrong, BUILD_AGAIN, String.valueOf(path.getParent()));
            }
        } catch (IOException e) {
            unreadable(path.toString(), e);
        }
    }

    private void archive(Path path) {
        try {
            Bytes bytes = new Bytes.OfFile(files, path, 0, Files.size(path));
            entries(new Container.Archive(path.toString(), bytes), bytes, 1);
        } catch (IOException e) {
            unreadable(path.toString(), e);
        }
    }

    private void entries(Container container, Bytes bytes, int depth) throws IOException {
        try (Zip zip = new Zip(bytes, buffers)) {
            List<Zip.Entry> classes = new ArrayList<>();
            List<Zip.Entry> nested = new ArrayList<>();
            Zip.Entry[] manifest = new Zip.Entry[1];
            boolean[] versions = new boolean[1];
            zip.entries(entry -> {
                if (entry.name().endsWith(".class")) {
                    versions[0] |= entry.name().startsWith(VERSIONS);
                    classes.add(entry);
                } else if (isArchive(entry.name())) {
                    nested.add(entry);
                } else if (entry.name().equals(MANIFEST)) {
                    manifest[0] = entry;
                }
            });
            archives++;
            boolean multiRelease = versions[0] && manifest[0] != null && isMultiRelease(zip, manifest[0]);
            for (Zip.Entry entry : versions[0] ? applicable(classes, multiRelease) : classes) {
                classEntry(container, zip, entry);
            }
            for (Zip.Entry entry : nested) {
                nested(container, bytes, zip, entry, depth);
            }
        }
    }

    private void classEntry(Container container, Zip zip, Zip.Entry entry) {
        if (isModuleInfo(entry.name().substring(entry.name().lastIndexOf('/') + 1))) {
            return;
        }
        String wrong;
        try {
            zip.open(entry);
            wrong = visitor.classFile(container, entry, zip);
        } catch (IOException e) {
            wrong = message(e);
        }
        if (wrong != null) {
            broken(container.name() + "!/" + entry.name(), wrong, BUILD_AGAIN, container.name());
        }
    }

    private void nested(Container container, Bytes bytes, Zip zip, Zip.Entry entry, int depth) {
        String name = container.name() + "!/" + entry.name();
        if (depth >= DEEPEST_ARCHIVE) {
            leaveOut("archives within " + DEEPEST_ARCHIVE + " others");
            return;
        }
        try {
            if (Zip.isStored(entry)) {
                Bytes part = zip.stored(entry);
                entries(new Container.Archive(name, part), part, depth + 1);
                return;
            }
            Container.Inflated inflated = new Container.Inflated(name, bytes, entry);
            Bytes content = inflated.bytes(LARGEST_INFLATED_ARCHIVE, buffers);
            if (content == null) {
                leaveOut("compressed archives within others of more than 64 MB");
                return;
            }
            entries(inflated, content, depth + 1);
        } catch (IOException e) {
            broken(name, message(e), BUILD_AGAIN, container.name());
        }
    }

    private boolean isMultiRelease(Zip zip, Zip.Entry manifest) {
        try {
            zip.open(manifest);
            zip.fill(1 << 20);
            Manifest parsed = new Manifest(new ByteArrayInputStream(zip.content(), 0, zip.length()));
            return "true".equalsIgnoreCase(parsed.getMainAttributes().getValue("Multi-Release"));
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** What a JVM of that release would load. */
    private List<Zip.Entry> applicable(List<Zip.Entry> classes, boolean multiRelease) {
        Map<String, Zip.Entry> chosen = new TreeMap<>();
        Map<String, Integer> versions = new HashMap<>();
        for (Zip.Entry entry : classes) {
            int version = version(entry.name());
            String base = version == 0
                    ? entry.name()
                    : entry.name().substring(entry.name().indexOf('/', VERSIONS.length()) + 1);
            if (version > 0 && (!multiRelease || version > release)) {
                leaveOut("classes of other releases of Java");
                continue;
            }
            Integer present = versions.get(base);
            if (present != null) {
                leaveOut("classes of other releases of Java");
            }
            if (present == null || version > present) {
                versions.put(base, version);
                chosen.put(base, entry);
            }
        }
        return List.copyOf(chosen.values());
    }

    private static int version(String name) {
        if (!name.startsWith(VERSIONS)) {
            return 0;
        }
        int end = name.indexOf('/', VERSIONS.length());
        try {
            return end < 0 ? 0 : Integer.parseInt(name.substring(VERSIONS.length(), end));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static boolean isModuleInfo(String fileName) {
        return fileName.equals("module-info.class");
    }

    private static boolean isArchive(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".jar") || lower.endsWith(".war") || lower.endsWith(".ear") || lower.endsWith(".zip");
    }

    /** One of many files; the others are read. */
    void broken(String source, String wrong, String remedy, String within) {
        if (problemsOf.merge(within, 1, Integer::sum) <= MOST_PROBLEMS) {
            problems.add(new Problem(source, wrong, remedy, Problem.Severity.INCOMPLETE));
        }
    }

    private void unreadable(String source, IOException e) {
        problems.add(new Problem(
                source,
                message(e),
                "pass a folder of classes, or a jar, war or ear that is whole",
                Problem.Severity.UNREADABLE));
    }

    private static String message(IOException e) {
        String message = e.getMessage();
        boolean ours = message != null
                && (message.startsWith("has ") || message.startsWith("is ") || message.startsWith("ends "));
        return ours ? String.valueOf(message) : "can't be read (" + e.getClass().getSimpleName() + ')';
    }
}
