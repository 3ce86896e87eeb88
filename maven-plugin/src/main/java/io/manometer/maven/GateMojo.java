package io.manometer.maven;

import io.manometer.analyzer.gate.Annotations;
import io.manometer.analyzer.gate.Baseline;
import io.manometer.analyzer.gate.FailOn;
import io.manometer.analyzer.gate.Format;
import io.manometer.analyzer.gate.GateConfig;
import io.manometer.analyzer.gate.GateInputException;
import io.manometer.analyzer.gate.GateRequest;
import io.manometer.analyzer.gate.GateResult;
import io.manometer.analyzer.gate.Rendering;
import io.manometer.analyzer.gate.SourceRoots;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals that ask the gate have in common: where its inputs are, and where its answers go. */
abstract class GateMojo extends ModuleMojo {
    /** Name of the reports, before the suffix. */
    private static final String REPORT = "report";

    @Parameter(defaultValue = "${plugin.version}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    String version;

    /** Further recordings and folders of recordings, such as those of a load test. */
    @Parameter(property = "manometer.recordings")
    @Nullable
    List<File> recordings;

    /** For the goals scan and baseline: further folders of classes, and jars, besides the classes of this module. */
    @Parameter(property = "manometer.scanPaths")
    @Nullable
    List<File> scanPaths;

    /**
     * Rules that fail the build, each with the lowest severity that does, such as {@code unbounded-queue} or
     * {@code absorbs:warning}. Without it the file {@code manometer.toml} decides, and without that the rules' own severities.
     */
    @Parameter(property = "manometer.failOn")
    @Nullable
    List<String> failOn;

    /**
     * The file with the allow-list. Default: {@code manometer.toml} of this module, else that of the nearest folder above,
     * up to the root of the build.
     */
    @Parameter(property = "manometer.config")
    @Nullable
    File config;

    /**
     * The file with what is known already. Default: {@code manometer-baseline.txt} of this module if there is one, else what
     * {@code manometer.toml} names.
     */
    @Parameter(property = "manometer.baseline")
    @Nullable
    File baseline;

    /** Reports to write: text, json, sarif, junit, github, markdown. */
    @Parameter(property = "manometer.formats", defaultValue = "text,sarif")
    @SuppressWarnings("NullAway.Init")
    List<String> formats;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Manometer is skipped: nothing is checked.");
            return;
        }
        try {
            run();
        } catch (GateInputException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        } catch (IOException e) {
            throw new MojoExecutionException("Manometer's files can't be read or written: " + e, e);
        } catch (UncheckedIOException e) {
            throw new MojoExecutionException("Manometer's files can't be read or written: " + e.getCause(), e);
        }
    }

    abstract void run() throws IOException, MojoExecutionException, MojoFailureException;

    /** Of all JVMs that ran tests of this module, and what the configuration names. */
    List<Path> allRecordings() throws IOException {
        List<Path> all = new ArrayList<>();
        for (TestRun run : TestRun.values()) {
            all.addAll(recordingsIn(recordingsOf(run).toPath()));
        }
        all.addAll(namedRecordings());
        return all;
    }

    List<Path> namedRecordings() {
        return recordings == null
                ? List.of()
                : recordings.stream().map(File::toPath).toList();
    }

    /** This module's compiled classes, where it has any, and what else is named. */
    List<Path> classesToScan() {
        List<Path> all = new ArrayList<>();
        Path own = Path.of(project.getBuild().getOutputDirectory());
        if (Files.isDirectory(own)) {
            all.add(own);
        }
        if (scanPaths != null) {
            scanPaths.forEach(file -> all.add(file.toPath()));
        }
        return all;
    }

    static List<Path> recordingsIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jfr"))
                    .sorted()
                    .toList();
        }
    }

    GateRequest request(List<Path> files) {
        GateConfig settings = settings();
        List<Path> classes = new ArrayList<>(settings.classes());
        for (String folder : List.of(
                project.getBuild().getOutputDirectory(), project.getBuild().getTestOutputDirectory())) {
            if (Files.isDirectory(Path.of(folder))) {
                classes.add(Path.of(folder));
            }
        }
        return GateRequest.of(files)
                .withAllowList(settings.allowList().withShipped())
                .withAnnotations(Annotations.read(classes))
                .withFailOn(failOn(settings))
                .withBaseline(known(settings));
    }

    private FailOn failOn(GateConfig settings) {
        if (failOn != null && !failOn.isEmpty()) {
            return FailOn.of(failOn);
        }
        return settings.failOn() == null ? FailOn.DEFAULT : settings.failOn();
    }

    Baseline known(GateConfig settings) {
        Path file = baselineFile(settings);
        // Named by a person it has to be there; else it need not.
        boolean named = baseline != null || settings.baseline() != null;
        return named || Files.exists(file) ? Baseline.read(file) : Baseline.EMPTY;
    }

    Path baselineFile(GateConfig settings) {
        if (baseline != null) {
            return baseline.toPath();
        }
        Path own = project.getBasedir().toPath().resolve(Baseline.USUAL_NAME);
        Path named = settings.baseline();
        return Files.exists(own) || named == null ? own : named;
    }

    GateConfig settings() {
        return config != null ? GateConfig.read(config.toPath()) : nearestConfig();
    }

    private GateConfig nearestConfig() {
        Path root = root();
        for (Path folder = basedir(); folder != null && folder.startsWith(root); folder = folder.getParent()) {
            Path file = folder.resolve(GateConfig.USUAL_NAME);
            if (Files.isRegularFile(file)) {
                return GateConfig.read(file);
            }
        }
        return GateConfig.EMPTY;
    }

    private Path basedir() {
        return project.getBasedir().toPath().toAbsolutePath().normalize();
    }

    /** Of the whole build, be it one of a single module. */
    private Path root() {
        File folder = session.getRequest().getMultiModuleProjectDirectory();
        Path root =
                folder == null ? basedir() : folder.toPath().toAbsolutePath().normalize();
        return basedir().startsWith(root) ? root : basedir();
    }

    /** As short as it can be named from the root of the build. */
    String shortly(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(root()) ? root().relativize(absolute).toString() : absolute.toString();
    }

    /** Writes the result in all formats; the first of them is the one to name. */
    Path writeReports(GateResult result, String name) throws IOException {
        Files.createDirectories(outputDirectory.toPath());
        List<Path> written = new ArrayList<>();
        for (String id : formats) {
            Format format = Format.find(id.strip())
                    .orElseThrow(() -> new GateInputException("\"" + id + "\" is no format of a report; use "
                            + String.join(
                                    ", ",
                                    Stream.of(Format.values()).map(Format::id).toList())));
            Path file = outputDirectory.toPath().resolve(name + suffix(format));
            Files.writeString(file, format.render(result, rendering()));
            written.add(file);
        }
        return written.isEmpty() ? outputDirectory.toPath() : written.get(0);
    }

    Path writeReports(GateResult result) throws IOException {
        return writeReports(result, REPORT);
    }

    private static String suffix(Format format) {
        return switch (format) {
            case TEXT -> ".txt";
            case JSON -> ".json";
            case SARIF -> ".sarif";
            case JUNIT -> ".xml";
            case GITHUB -> ".github.txt";
            case MARKDOWN -> ".md";
        };
    }

    Rendering rendering() {
        GateConfig settings = settings();
        List<Path> roots = new ArrayList<>(settings.sourceRoots());
        project.getCompileSourceRoots().forEach(root -> roots.add(Path.of(root)));
        project.getTestCompileSourceRoots().forEach(root -> roots.add(Path.of(root)));
        Path known = baselineFile(settings);
        return new Rendering(
                SourceRoots.of(roots.stream().filter(Files::isDirectory).toList()),
                shortly(configFile(settings)),
                shortly(known),
                baselineCommand(),
                "",
                version);
    }

    /** Where an entry is to be added: the file that was read, else the one that would be found next time. */
    Path configFile(GateConfig settings) {
        return settings.file() != null ? settings.file() : root().resolve(GateConfig.USUAL_NAME);
    }

    /** What a person runs to accept all that there is. */
    String baselineCommand() {
        return goal("baseline");
    }

    /** The command for another goal of this plugin; whole, as its group is rarely among those with a prefix. */
    String goal(String name) {
        return "mvn io.manometer:manometer-maven-plugin:" + version + ":" + name;
    }
}
