package io.manometer.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.manometer.agent.metrics.Metric;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real Prometheus scrapes a real application under the built agent, and answers all that the dashboards ask. */
class DashboardsIT {
    /** Metrics that no panel shows, with the reason. */
    private static final Map<Metric, String> NOT_SHOWN = Map.of();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static Pressure pressure;
    private static PrometheusServer server;

    @BeforeAll
    static void start() throws Exception {
        pressure = Pressure.start();
        server = PrometheusServer.scraping(
                pressure.address(),
                Path.of("target/prometheus-server/" + ProcessHandle.current().pid())
                        .toAbsolutePath());
        await().atMost(Duration.ofSeconds(60)).until(server::ready);
        // A minute's worth of scrapes, by what the server says it has.
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> !server.instant("sum(count_over_time(" + Names.AGENT_INFO + "[2m])) >= 60")
                        .isEmpty());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (pressure != null) {
            pressure.close();
        }
    }

    static List<Dashboard> dashboards() {
        return Generate.dashboards();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void every_variable_and_every_panel_has_sane_data(Dashboard dashboard) throws Exception {
        assertThat(QueryCheck.check(server, read(dashboard), mayBeEmpty(dashboard)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void a_misspelt_metric_is_found(Dashboard dashboard) throws Exception {
        String good = Files.readString(file(dashboard));
        int misspelt = 0;
        for (Metric metric : Metric.values()) {
            String bad = good.replaceAll(metric.series + "(?=(_bucket|_sum|_count)?\\{)", metric.series + "s");
            if (!bad.equals(good)) {
                misspelt++;
                assertThat(QueryCheck.check(server, JSON.readTree(bad), mayBeEmpty(dashboard)))
                        .as("%s misspelt in %s", metric.series, dashboard.uid())
                        .isNotEmpty();
            }
        }
        assertThat(misspelt).as("metrics in " + dashboard.uid()).isGreaterThan(3);
    }

    @Test
    void promtool_has_nothing_to_say_about_the_endpoint() throws Exception {
        String page = pressure.page("text/plain").body();

        assertThat(page).contains(Names.DEPTH + "{");
        Prometheus.Output good = checkMetrics(page);
        assertThat(good.status()).as(good.text()).isZero();
        assertThat(good.text()).isBlank();
        assertThat(checkMetrics(page + "# TYPE backpressure_wrong counter\nbackpressure_wrong 1\n")
                        .text())
                .as("what promtool says of a counter without _total and help")
                .contains("backpressure_wrong");
    }

    private static Prometheus.Output checkMetrics(String page) throws IOException, InterruptedException {
        String[] command = {Prometheus.promtool().toString(), "check", "metrics"};
        return Prometheus.run(Path.of("").toAbsolutePath(), page, command);
    }

    /** Prometheus asks for OpenMetrics, which promtool can't read; so it is the server that reads it. */
    @Test
    void prometheus_scrapes_openmetrics_without_an_error() throws Exception {
        HttpResponse<String> page = pressure.page("application/openmetrics-text;version=1.0.0,text/plain;q=0.5");

        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("application/openmetrics-text");
        assertThat(page.body()).endsWith("# EOF\n");
        assertThat(server.describes(Names.ARRIVALS.replace("_total", "")))
                .as("scraped as OpenMetrics")
                .isTrue();
        assertThat(server.describes(Names.ARRIVALS)).as("scraped as text").isFalse();
        // One that a busy machine keeps waiting fails too; but not every one, as those would that can't be read.
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(server.scrapeErrors()).isEmpty());
    }

    @Test
    void every_metric_of_the_table_is_exported_and_shown() throws Exception {
        String queries = Generate.dashboards().stream()
                .flatMap(dashboard -> dashboard.panels().stream())
                .flatMap(panel -> panel.queries().stream())
                .map(Panel.Target::query)
                .collect(Collectors.joining("\n"));
        List<String> missing = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            String series = metric.type == Metric.Type.HISTOGRAM ? metric.series + "_count" : metric.series;
            if (server.instant("count(" + series + ")").isEmpty()) {
                missing.add(metric.series + " is not exported by the test application");
            }
            if (!queries.matches("(?s).*" + metric.series + "(_bucket|_sum|_count)?\\{.*")
                    && !NOT_SHOWN.containsKey(metric)) {
                missing.add(metric.series + " is in no panel");
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void one_hop_can_be_chosen_whatever_its_name() throws Exception {
        List<String> hops = server.labelValues(Names.DEPTH, "hop");
        assertThat(hops).isNotEmpty();
        for (String hop : hops) {
            String query = QueryCheck.substitute(Query.chosen(Names.DEPTH), escaped(hop));
            assertThat(server.instant(query)).as(query).isNotEmpty();
        }
    }

    @Test
    void alerts_fire_for_what_the_application_does_wrong() {
        for (String alert : List.of("BackpressureSilentDrops", "BackpressureWritesIgnoreSignal")) {
            await().atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(server.instant("ALERTS{alertname=\"" + alert + "\"}"))
                            .as(alert + ", pending or firing")
                            .isNotEmpty());
        }
    }

    /** {@code dashboards/preview} makes pictures of these pages. */
    @ParameterizedTest
    @MethodSource("dashboards")
    void a_preview_shows_every_panel(Dashboard dashboard) throws Exception {
        String page = Preview.of(read(dashboard), server);
        for (Panel panel : dashboard.panels()) {
            assertThat(page).contains(Preview.escape(panel.title()));
        }
        Path folder = Files.createDirectories(Path.of("target/preview"));
        Files.writeString(folder.resolve(dashboard.uid() + ".html"), page);
    }

    /** As Grafana writes a chosen value into a regular expression within a PromQL string. */
    private static String escaped(String value) {
        return value.replaceAll("[\\\\^$.*+?()\\[\\]{}|/]", "\\\\\\\\$0");
    }

    private static Map<String, String> mayBeEmpty(Dashboard dashboard) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (Panel panel : dashboard.panels()) {
            if (!panel.emptyBecause().isEmpty()) {
                reasons.put(panel.title(), panel.emptyBecause());
            }
        }
        return reasons;
    }

    private static JsonNode read(Dashboard dashboard) throws IOException {
        return JSON.readTree(file(dashboard).toFile());
    }

    private static Path file(Dashboard dashboard) {
        return Path.of("grafana", dashboard.file());
    }
}
