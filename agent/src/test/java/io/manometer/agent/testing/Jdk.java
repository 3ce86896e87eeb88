package io.manometer.agent.testing;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Assumptions;

/**
 * A Java installation to test on. A test takes one from {@link #names()} by {@code @MethodSource} and gets it with {@link
 * #get(String)}, which skips the test, with the reason, where it isn't installed.
 */
public record Jdk(int feature, Path home) {
    private static final String FOLDER_25 = "manometer.jdk25";
    private static final Path USUAL_FOLDER = Path.of("/usr/lib/jvm");

    /** Parameters for a test that runs on both JDKs. */
    public static List<String> names() {
        return List.of("17", "25");
    }

    public static Jdk get(String name) {
        return switch (name) {
            case "17" -> running();
            case "25" -> jdk25();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The one that runs the build, which the enforcer requires to be 17. */
    public static Jdk running() {
        return new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
    }

    /** From {@code -Dmanometer.jdk25=FOLDER}, else the first JDK 25 in /usr/lib/jvm. */
    public static Jdk jdk25() {
        Jdk found = find25();
        Assumptions.assumeTrue(
                found != null, "no JDK 25 in " + USUAL_FOLDER + "; name one with -D" + FOLDER_25 + "=FOLDER");
        return found;
    }

    public Path tool(String name) {
        boolean windows = File.separatorChar == '\\';
        return home.resolve("bin").resolve(windows ? name + ".exe" : name);
    }

    private static Jdk find25() {
        for (Path candidate : candidates25()) {
            if (Files.isExecutable(new Jdk(25, candidate).tool("java")) && featureOf(candidate) == 25) {
                return new Jdk(25, candidate);
            }
        }
        return null;
    }

    private static List<Path> candidates25() {
        String named = System.getProperty(FOLDER_25, "");
        if (!named.isEmpty()) {
            return List.of(Path.of(named));
        }
        List<Path> candidates = new ArrayList<>();
        File[] folders = USUAL_FOLDER.toFile().listFiles(File::isDirectory);
        if (folders != null) {
            for (File folder : folders) {
                candidates.add(folder.toPath());
            }
        }
        return candidates;
    }

    private static int featureOf(Path home) {
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
            release.load(reader);
        } catch (IOException e) {
            return 0;
        }
        String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
        return Integer.parseInt(version.split("[.+-]", 2)[0]);
    }
}
