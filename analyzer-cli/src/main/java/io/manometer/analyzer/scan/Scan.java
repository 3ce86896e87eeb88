package io.manometer.analyzer.scan;

import io.manometer.analyzer.gate.Annotations;
import io.manometer.analyzer.gate.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds buffers without a limit in compiled code.
 *
 * <p>All classes are glanced at once, to know which are there and which are worth reading; those are read as a whole; and where a limit turns out to be
 * a parameter, the callers of that method are read too.
 */
public final class Scan {
    private static final int MOST_ROUNDS = 4;

    private final Catalog catalog = Catalog.SHIPPED;
    private final Glance glance = new Glance(catalog.names());
    private final OpenFiles files = new OpenFiles();
    private final ZipBuffers buffers = new ZipBuffers();
    private final Inputs inputs =
            new Inputs(this::classFile, files, buffers, Runtime.version().feature());
    private final ClassIndex index = new ClassIndex(
            buffers,
            (located, wrong, remedy) -> inputs.broken(
                    located.name(), wrong, remedy, located.container().name()));
    private final Findings findings = new Findings();

    private Scan() {}

    /**
     * Looks at folders of classes, jars, wars, ears, what they contain, and class files; never throws for what is in them.
     *
     * @param paths in the order of a class path: of two classes of one name the first counts
     */
    public static ScanResult of(List<Path> paths) {
        Scan scan = new Scan();
        try (OpenFiles files = scan.files;
                ZipBuffers buffers = scan.buffers;
                ClassIndex index = scan.index) {
            return scan.run(paths);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ScanResult run(List<Path> paths) {
        inputs.all(paths);
        Resolver resolver = new Resolver(index, catalog);
        MethodJudge judge = new MethodJudge(catalog, resolver, findings);
        for (Located located : index.interesting()) {
            ClassFacts facts = index.read(located);
            if (facts != null) {
                guarded(located, () -> facts.methods(judge).forEach(judge::judge));
            }
        }
        callers(resolver);
        List<Violation> violations = new ArrayList<>(findings.violations());
        violations.sort(Comparator.comparing(Violation::site));
        List<NotKnown> notKnown = new ArrayList<>(findings.notKnown());
        notKnown.sort(Comparator.comparing(NotKnown::site));
        return new ScanResult(
                List.copyOf(violations),
                List.copyOf(notKnown),
                annotations(violations),
                index.size(),
                inputs.archives(),
                Collections.unmodifiableMap(new TreeMap<>(inputs.leftOut())),
                inputs.problems());
    }

    /** Read from the few classes that have violations, and those around them. */
    private Annotations annotations(List<Violation> violations) {
        Set<String> names = new LinkedHashSet<>();
        for (Violation violation : violations) {
            String name = violation.site().className().replace('.', '/');
            while (!name.isEmpty() && names.add(name)) {
                name = name.substring(0, Math.max(0, name.lastIndexOf('$')));
            }
        }
        return Annotations.of(
                names.stream().map(index::bytes).filter(Objects::nonNull).toList());
    }

    private void guarded(Located located, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            inputs.broken(
                    located.name(),
                    "can't be understood (" + e + ')',
                    Inputs.BUILD_AGAIN,
                    located.container().name());
        }
    }

    private @Nullable String classFile(Container container, Zip.@Nullable Entry entry, Glance.Source content)
            throws IOException {
        String wrong = glance.look(content);
        if (wrong != null) {
            return wrong;
        }
        boolean added =
                index.add(new Located(glance.className(), container, entry, glance.interesting(), glance.references()));
        if (!added) {
            inputs.leaveOut("classes that are there twice");
        }
        return null;
    }

    /** Whoever passes a limit to a method that makes a queue with it. */
    private void callers(Resolver resolver) {
        Map<String, Callee> all = new HashMap<>();
        List<Callee> next = findings.takeCallees();
        for (int round = 0; round < MOST_ROUNDS && !next.isEmpty(); round++) {
            Map<String, Callee> wanted = new HashMap<>();
            for (Callee callee : next) {
                if (all.putIfAbsent(callee.key(), callee) == null) {
                    wanted.put(callee.key(), callee);
                }
            }
            Callers callers = new Callers(wanted, resolver, findings);
            for (Located located : index.mentioning(callers.owners())) {
                ClassFacts facts = index.read(located);
                if (facts != null) {
                    guarded(located, () -> facts.methods(callers).forEach(callers::judge));
                }
            }
            next = findings.takeCallees();
        }
        all.values().forEach(callee -> callee.settle(findings));
    }
}
