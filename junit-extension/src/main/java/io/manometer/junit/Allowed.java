package io.manometer.junit;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is without a limit on purpose: by its maintainers' word, or by that of the project. */
final class Allowed {
    /** Patterns of sites, as in the list that the gate ships; a test compares the two. */
    static final List<String> SITES = List.of(
            "java.*",
            "jdk.*",
            "sun.*",
            "io.netty.*",
            "org.eclipse.jetty.*",
            "org.apache.tomcat.*",
            "org.apache.catalina.*",
            "org.apache.coyote.*",
            "org.apache.kafka.clients.*",
            "org.apache.kafka.common.*",
            "org.junit.*",
            "org.testng.*",
            "org.apache.maven.*",
            "org.gradle.*",
            "worker.org.gradle.*",
            "org.mockito.*",
            "org.awaitility.*",
            "com.intellij.*",
            "org.jetbrains.*",
            "ch.qos.logback.*",
            "org.apache.logging.*",
            "org.apache.log4j.*",
            "io.micrometer.*",
            "io.opentelemetry.*");

    static final List<String> TYPES = List.of(
            "java.util.concurrent.ScheduledThreadPoolExecutor*",
            "java.util.concurrent.ForkJoinPool",
            "io.netty.*",
            "org.eclipse.jetty.*",
            "org.apache.tomcat.util.threads.*");

    /** Threads without a limit are a warning of the gate, and no failure. */
    private static final List<String> KINDS_OF_NO_CONCERN =
            List.of("scheduled-executor", "forkjoin", "event-loop", "thread-per-task");

    private static final String POOL_OF_THREADS = "java.util.concurrent.SynchronousQueue";

    private final List<Pattern> sites;
    private final List<Pattern> types;

    private Allowed(List<Pattern> sites, List<Pattern> types) {
        this.sites = sites;
        this.types = types;
    }

    /** @param own patterns of {@code pkg.Class.method}, with {@code *} for any text, separated by commas */
    static Allowed with(String own) {
        Stream<String> written = Stream.of(own.split(",")).map(String::strip).filter(text -> !text.isEmpty());
        return new Allowed(
                Stream.concat(SITES.stream(), written).map(Allowed::glob).toList(),
                TYPES.stream().map(Allowed::glob).toList());
    }

    boolean covers(Creation creation) {
        int bracket = creation.site().indexOf('(');
        String member = bracket < 0 ? creation.site() : creation.site().substring(0, bracket);
        return KINDS_OF_NO_CONCERN.contains(creation.kind())
                || creation.type().equals(POOL_OF_THREADS)
                || matches(sites, member)
                || matches(types, creation.type());
    }

    private static boolean matches(List<Pattern> patterns, String text) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(text).matches());
    }

    private static Pattern glob(String text) {
        return Pattern.compile(
                Stream.of(text.split("\\*", -1))
                        .map(Pattern::quote)
                        .reduce((a, b) -> a + ".*" + b)
                        .orElseThrow(),
                Pattern.DOTALL);
    }
}
