package io.manometer.analyzer.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the agent: as named, beside this jar, or where a checkout builds it. */
final class AgentJar {
    private static final String NAME = "manometer-agent.jar";

    private AgentJar() {}

    static Path find(@Nullable Path named) {
        if (named != null) {
            if (Files.isRegularFile(named)) {
                return named.toAbsolutePath().normalize();
            }
            throw new Failure(ExitCode.USAGE, named + " is no file; name " + NAME + " with --agent");
        }
        Path home = home();
        for (Path candidate :
                List.of(home.resolve(NAME), home.resolve("../../agent/target").resolve(NAME))) {
            if (Files.isRegularFile(candidate)) {
                return candidate.toAbsolutePath().normalize();
            }
        }
        throw new Failure(
                ExitCode.ATTACH_FAILED,
                NAME + " was not found beside manometer.jar in " + home + "; name it with --agent");
    }

    private static Path home() {
        CodeSource source = AgentJar.class.getProtectionDomain().getCodeSource();
        try {
            Path jar = Path.of(source.getLocation().toURI()).toAbsolutePath();
            return jar.getParent() == null ? jar : jar.getParent();
        } catch (URISyntaxException e) {
            return Path.of("").toAbsolutePath();
        }
    }
}
