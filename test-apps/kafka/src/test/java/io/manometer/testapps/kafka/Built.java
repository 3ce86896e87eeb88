package io.manometer.testapps.kafka;

import java.io.File;
import java.nio.file.Path;

/** What the build has made; other places by system properties, for a try without a build. */
final class Built {
    static final Path AGENT = path("manometer.agent.jar", "../../agent/target/manometer-agent.jar");
    static final Path ANALYZER = path("manometer.analyzer.jar", "../../analyzer-cli/target/manometer.jar");
    static final Path LIBRARIES = path("kafka.jars", "target/lib");
    static final Path FORMER = path("kafka.former", "target/former/kafka-clients-3.9.2.jar");
    private static final Path PROGRAMS = path("kafka.programs", "target/classes");

    private Built() {}

    static String classPath(boolean formerClients) {
        String programs = PROGRAMS + File.pathSeparator + LIBRARIES + File.separator + "*";
        return formerClients ? FORMER + File.pathSeparator + programs : programs;
    }

    private static Path path(String property, String usual) {
        return Path.of(System.getProperty(property, usual)).toAbsolutePath().normalize();
    }
}
