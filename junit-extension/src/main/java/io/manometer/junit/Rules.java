package io.manometer.junit;

import io.manometer.analyzer.gate.AllowEntry;
import io.manometer.analyzer.gate.AllowList;
import io.manometer.analyzer.gate.Annotations;
import io.manometer.analyzer.gate.Baseline;
import io.manometer.analyzer.gate.Created;
import io.manometer.analyzer.gate.FailOn;
import io.manometer.analyzer.gate.GateConfig;
import io.manometer.analyzer.gate.GateRequest;
import io.manometer.analyzer.gate.Outcome;
import io.manometer.analyzer.gate.Site;
import io.manometer.analyzer.gate.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The gate's, for single creations: {@code manometer.toml}, baseline and {@code @BoundedElsewhere} count as in a build. */
final class Rules {
    /** A folder that holds one of these is the topmost of a project. */
    private static final List<String> TOPMOST = List.of(".git", ".mvn", "settings.gradle", "settings.gradle.kts");

    private final GateRequest request;
    private final Path file;

    private Rules(GateRequest request, Path file) {
        this.request = request;
        this.file = file;
    }

    /**
     * @param allow patterns of {@code pkg.Class.method}, with {@code *} for any text, separated by commas
     * @param config the file to read; null for the nearest one, from the folder up to the top of the project
     * @param folder that the tests run in
     */
    static Rules of(String allow, @Nullable Path config, Path folder) {
        Path file = config == null ? nearest(folder) : folder.resolve(config);
        GateConfig settings = file == null ? GateConfig.EMPTY : GateConfig.read(file);
        List<AllowEntry> entries = new ArrayList<>();
        List<String> sites = Stream.of(allow.split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
        if (!sites.isEmpty()) {
            entries.add(AllowEntry.ofSites(sites, "allowed by the tests", NoUnboundedBuffers.ALLOW));
        }
        entries.addAll(settings.allowList().withShipped().entries());
        FailOn failOn = settings.failOn();
        GateRequest request = GateRequest.of(List.of())
                .withAllowList(new AllowList(entries))
                .withFailOn(failOn == null ? FailOn.DEFAULT : failOn)
                .withBaseline(baseline(folder, settings));
        return new Rules(request, file == null ? folder.resolve(GateConfig.USUAL_NAME) : file);
    }

    private static @Nullable Path nearest(Path start) {
        for (Path folder = start.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve(GateConfig.USUAL_NAME);
            if (Files.isRegularFile(file)) {
                return file;
            }
            if (TOPMOST.stream().map(folder::resolve).anyMatch(Files::exists)) {
                return null;
            }
        }
        return null;
    }

    private static Baseline baseline(Path folder, GateConfig settings) {
        Path own = folder.resolve(Baseline.USUAL_NAME);
        Path named = settings.baseline();
        if (Files.exists(own)) {
            return Baseline.read(own);
        }
        return named == null ? Baseline.EMPTY : Baseline.read(named);
    }

    /** Where an entry is to be added. */
    Path file() {
        return file;
    }

    /** @param classes of the tests, and of what they test */
    boolean fails(Creation creation, ClassLoader classes) {
        Violation violation = violation(creation);
        Outcome outcome = request.withAnnotations(Annotations.of(around(violation.site(), classes)))
                .judge(violation);
        return outcome.fails();
    }

    static Violation violation(Creation creation) {
        return Created.violation(
                creation.kind(), creation.type(), creation.capacity(), Site.of(creation.site()), List.of());
    }

    /** The class files of the creating class and of those around it. */
    private static List<byte[]> around(Site site, ClassLoader classes) {
        List<byte[]> files = new ArrayList<>();
        for (String name = site.className(); !name.isEmpty(); name = outer(name)) {
            try (InputStream in = classes.getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in != null) {
                    files.add(in.readAllBytes());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    private static String outer(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('$')));
    }
}
