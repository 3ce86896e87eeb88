package io.manometer.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.testing.ForkedJvm;
import io.manometer.agent.testing.Jdk;
import io.manometer.agent.testing.Scrape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract: the agent's registry and an application's, of another Micrometer, say the same, name by name, label by label. */
class ApplicationRegistryIT {
    private static final String END = "end of page";

    @TempDir
    Path folder;

    private int pagesRead;

    @ParameterizedTest
    @CsvSource({"17, 1.12", "25, 1.12", "17, 1.14", "25, 1.14"})
    void the_applications_registry_has_the_same_series_types_and_help(String jdk, String micrometer) throws Exception {
        try (ForkedJvm jvm = owner(jdk, micrometer, "app+0")) {
            int port = Scrape.port(folder.resolve("port"));
            jvm.say("register");

            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                Scrape application = applicationPage(jvm);
                Scrape own = Scrape.of(port);
                assertThat(own.hops()).contains("RegistryOwner.orders", "RegistryOwner.small");
                Set<String> theirs = application.values().keySet().stream()
                        .filter(series -> series.startsWith("backpressure_"))
                        .collect(Collectors.toSet());
                assertThat(new TreeSet<>(theirs))
                        .isEqualTo(new TreeSet<>(own.values().keySet()));
                assertThat(described(application)).isEqualTo(described(own));
            });
            Scrape application = applicationPage(jvm);
            assertThat(application.value("backpressure_arrivals_total", "RegistryOwner.orders", "queue"))
                    .isEqualTo(20);
            assertThat(application.value("backpressure_capacity", "RegistryOwner.small", "queue"))
                    .isEqualTo(5);
            assertThat(application.value("backpressure_depth_max", "RegistryOwner.small", "queue"))
                    .isEqualTo(5);
            stop(jvm);
        }
    }

    @ParameterizedTest
    @CsvSource({"17, 1.12", "17, 1.14"})
    void app_alone_opens_no_endpoint_and_takes_series_away_too(String jdk, String micrometer) throws Exception {
        try (ForkedJvm jvm = owner(jdk, micrometer, "app")) {
            jvm.say("register");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> applicationPage(jvm).hops().contains("RegistryOwner.small"));
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                jvm.say("drop");
                return !applicationPage(jvm).text().contains("RegistryOwner.small");
            });
            assertThat(applicationPage(jvm).hops()).contains("RegistryOwner.orders");
            assertThat(folder.resolve("port")).doesNotExist();
            assertThat(jvm.agentLines()).isEmpty();
            stop(jvm);
        }
    }

    /** HELP and TYPE of each metric. */
    private static Set<String> described(Scrape page) {
        return page.text()
                .lines()
                .filter(line -> line.startsWith("# HELP backpressure_") || line.startsWith("# TYPE backpressure_"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Scrape applicationPage(ForkedJvm jvm) {
        jvm.say("scrape");
        pagesRead++;
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> jvm.out().split(END, -1).length > pagesRead);
        String page = jvm.out().split(END, -1)[pagesRead - 1];
        int start = page.indexOf("# ");
        // Nothing is there until the agent has found the registry.
        return Scrape.parse("", start < 0 ? "" : page.substring(start));
    }

    private ForkedJvm owner(String jdk, String micrometer, String metrics) throws IOException {
        return ForkedJvm.java(Jdk.get(jdk))
                .agent("period=100ms,metrics=" + metrics + ",metrics.portfile=" + folder.resolve("port"))
                .classPath(jars(Path.of("target", "micrometer-" + micrometer)))
                .main("src/test/programs/RegistryOwner.java")
                .start()
                .awaitOutput("ready");
    }

    private static Path[] jars(Path libraries) throws IOException {
        try (Stream<Path> files = Files.list(libraries)) {
            return files.toArray(Path[]::new);
        }
    }

    private static void stop(ForkedJvm jvm) {
        jvm.say("stop");
        assertThat(jvm.awaitExit()).as(jvm.toString()).isZero();
    }
}
