package io.manometer.analyzer.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JDK to fork JVMs of. */
public record Jdk(String name, Path home) {
    private static final Path USUAL_FOLDER = Path.of("/usr/lib/jvm");
    private static final long LONGEST_SECONDS = 60;

    /** What a forked JVM left. */
    public record Result(int exitCode, String out, String err) {}

    public static Jdk current() {
        return new Jdk("JDK " + Runtime.version().feature(), Path.of(System.getProperty("java.home")));
    }

    /** The one these tests run on, and a JDK 25 if {@code -Dmanometer.jdk25=} names one or the usual folder holds one. */
    public static List<Jdk> all() {
        List<Jdk> all = new ArrayList<>(List.of(current()));
        jdk25().ifPresentOrElse(
                        all::add,
                        () -> System.out.println("Not tested on JDK 25: none in " + USUAL_FOLDER
                                + "; name one with -Dmanometer.jdk25=FOLDER"));
        return all;
    }

    private static Optional<Jdk> jdk25() {
        String named = System.getProperty("manometer.jdk25", "");
        if (!named.isEmpty()) {
            return Optional.of(new Jdk("JDK 25", Path.of(named)));
        }
        if (!Files.isDirectory(USUAL_FOLDER)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(USUAL_FOLDER)) {
            return homes.filter(Jdk::is25).findFirst().map(home -> new Jdk("JDK 25", home));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean is25(Path home) {
        try {
            return Files.isExecutable(home.resolve("bin/java"))
                    && Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"25");
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts a JVM; its standard error goes to that of the tests. */
    public Process start(String... arguments) throws IOException {
        return new ProcessBuilder(command(arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public Result run(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("manometer-test", ".out");
        Path err = Files.createTempFile("manometer-test", ".err");
        try {
            Process process = new ProcessBuilder(command(arguments))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", arguments) + " hangs");
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/java").toString());
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    @Override
    public String toString() {
        return name;
    }
}
