package io.manometer.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Churning;
import com.acme.Fields;
import com.acme.Locked;
import io.manometer.agent.metrics.Metric.Type;
import io.manometer.agent.testing.ForkedJvm;
import io.manometer.agent.testing.Jdk;
import io.manometer.agent.testing.Scrape;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The endpoint on a real JVM: what it says, to whom, and that nothing about it hurts the application. */
class MetricsIT {
    private static final String QUEUE = "queue";
    private static final int EXIT_CODE = 9;

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void a_scrape_has_every_metric_of_a_hop_without_any_recorder(String jdk) {
        try (ForkedJvm jvm = fields(Jdk.get(jdk), "period=100ms")) {
            int port = port();
            Scrape scrape =
                    patiently().until(() -> Scrape.of(port), page -> page.hops().contains("Fields.full"));

            assertThat(scrape.contentType()).startsWith("text/plain; version=0.0.4");
            for (Metric metric : Metric.values()) {
                if (metric.of == Metric.Of.HOP && metric != Metric.CAPACITY) {
                    assertThat(seriesOf(scrape, metric, "Fields.full"))
                            .as(metric.series)
                            .isNotEmpty();
                } else if (metric.of.kinds.isEmpty()) {
                    assertThat(scrape.text()).contains("\n" + metric.series);
                }
            }
            assertThat(scrape.value("backpressure_depth", "Fields.leaks", QUEUE))
                    .isEqualTo(50);
            assertThat(scrape.value("backpressure_bounded", "Fields.leaks", QUEUE))
                    .isZero();
            assertThat(scrape.value("backpressure_capacity", "Fields.leaks", QUEUE))
                    .as("an unbounded queue has no capacity")
                    .isNull();
            assertThat(scrape.value("backpressure_depth", "Fields.full", QUEUE)).isEqualTo(10);
            assertThat(scrape.value("backpressure_capacity", "Fields.full", QUEUE))
                    .isEqualTo(10);
            assertThat(scrape.values())
                    .containsEntry(
                            "backpressure_refused_total{hop=\"Fields.full\",kind=\"queue\",reason=\"false\"}", 40.0)
                    .containsEntry(
                            "backpressure_refused_total{hop=\"Fields.full\",kind=\"queue\",reason=\"timeout\"}", 0.0)
                    .containsEntry("backpressure_agent_errors_total", 0.0);
            assertThat(scrape.value("backpressure_depth", "Fields.same", QUEUE))
                    .as("three instances of one variable")
                    .isEqualTo(3);
            assertThat(scrape.value("backpressure_capacity", "Fields.same", QUEUE))
                    .isEqualTo(300);
            stop(jvm);
        }
    }

    @Test
    void values_follow_the_application_and_extremes_are_those_since_the_scrapers_last_scrape() {
        try (ForkedJvm jvm = fields(Jdk.running(), "period=100ms")) {
            int port = port();
            patiently().until(() -> as("one", port).hops().contains("Fields.leaks"));
            Scrape other = as("other", port);
            assertThat(other.value("backpressure_depth_max", "Fields.leaks", QUEUE))
                    .isEqualTo(50);

            jvm.say("take");
            jvm.awaitOutput("took 0");
            patiently().until(() -> Scrape.of(port).value("backpressure_departures_total", "Fields.leaks", QUEUE) == 1);

            Scrape mine = as("one", port);
            assertThat(mine.value("backpressure_depth", "Fields.leaks", QUEUE)).isEqualTo(49);
            assertThat(mine.value("backpressure_depth_min", "Fields.leaks", QUEUE))
                    .isEqualTo(49);
            assertThat(mine.value("backpressure_depth_max", "Fields.leaks", QUEUE))
                    .isEqualTo(50);
            assertThat(as("other", port).value("backpressure_depth_max", "Fields.leaks", QUEUE))
                    .as("another scraper has not taken it away")
                    .isEqualTo(50);
            assertThat(as("one", port).value("backpressure_depth_max", "Fields.leaks", QUEUE))
                    .isEqualTo(49);
            stop(jvm);
        }
    }

    @Test
    void a_producer_that_still_waits_shows() {
        try (ForkedJvm jvm = fields(Jdk.running(), "period=100ms")) {
            int port = port();
            String name = "backpressure_producer_blocked_seconds_total";
            patiently().until(() -> Scrape.of(port).hops().contains("Fields.full"));
            double before = Scrape.of(port).value(name, "Fields.full", QUEUE);
            patiently().until(() -> Scrape.of(port).value(name, "Fields.full", QUEUE) > before + 0.3);
            stop(jvm);
        }
    }

    @Test
    void standing_work_shows_and_a_stalled_hop_says_for_how_long() {
        try (ForkedJvm jvm = fields(Jdk.running(), "period=100ms")) {
            int port = port();
            patiently().until(() -> {
                Double standing = Scrape.of(port).value("backpressure_standing_seconds", "Fields.leaks", QUEUE);
                return standing != null && standing >= 10;
            });
            stop(jvm);
        }
    }

    @Test
    void who_asks_for_openmetrics_gets_it_and_what_is_not_served_is_said() {
        try (ForkedJvm jvm = fields(Jdk.running(), "period=100ms")) {
            int port = port();
            HttpResponse<String> response = Scrape.get(
                    port, "/metrics", "Accept", "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.1");

            assertThat(Scrape.parse(response).contentType()).startsWith("application/openmetrics-text; version=1.0.0");
            assertThat(response.body()).endsWith("# EOF\n");
            assertThat(Scrape.get(port, "/-/healthy").body()).isEqualTo("healthy\n");
            assertThat(Scrape.get(port, "/other").statusCode()).isEqualTo(404);
            HttpResponse<String> posted = Scrape.send(port, "POST", "/metrics");
            assertThat(posted.statusCode()).isEqualTo(405);
            assertThat(posted.headers().firstValue("Allow")).contains("GET, HEAD");
            HttpResponse<String> head = Scrape.send(port, "HEAD", "/metrics");
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0))
                    .isGreaterThan(1000);
            assertThat(head.body()).isEmpty();
            stop(jvm);
        }
    }

    @Test
    void hops_beyond_the_limit_share_a_series_and_are_counted() {
        try (ForkedJvm jvm = fields(Jdk.running(), "period=100ms,metrics.max-series=20")) {
            int port = port();
            patiently().until(() -> Scrape.of(port).hops().contains("Fields.full"));
            Scrape scrape = Scrape.of(port);

            assertThat(scrape.hops()).contains(Metric.OTHER);
            for (Metric metric : Metric.values()) {
                assertThat(scrape.values().keySet().stream()
                                .filter(series -> series.startsWith(metric.series + "{hop"))
                                .map(series -> series.replaceAll(",reason=[^}]*", ""))
                                .collect(Collectors.toSet()))
                        .as(metric.series)
                        .hasSizeLessThanOrEqualTo(20);
            }
            assertThat(scrape.values().get("backpressure_agent_hops_folded_total"))
                    .isGreaterThanOrEqualTo(3);
            assertThat(scrape.text()).doesNotContain("@").doesNotContainPattern("hop=\"[^\"]*[0-9a-f]{8}");
            stop(jvm);
        }
    }

    @Test
    void a_hop_that_dies_loses_its_series() {
        try (ForkedJvm jvm = fields(Jdk.running(), "period=100ms")) {
            int port = port();
            patiently().until(() -> Scrape.of(port).hops().contains("Fields.leaks"));
            jvm.say("drop");
            patiently().until(() -> {
                jvm.say("gc");
                return !Scrape.of(port).text().contains("Fields.leaks");
            });
            assertThat(Scrape.of(port).hops()).contains("Fields.full");
            stop(jvm);
        }
    }

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void hops_that_come_and_go_leave_neither_series_nor_memory(String jdk) {
        try (ForkedJvm jvm = ForkedJvm.java(Jdk.get(jdk))
                .jvm("-XX:+UseSerialGC", "-Xmx64m")
                .agent("period=100ms,metrics=0,metrics.portfile=" + folder.resolve("port"))
                .main(Churning.class)
                .start()
                .awaitOutput("ready")) {
            int port = port();
            // The classes that only a busy endpoint loads, and tables of the size that they keep.
            churn(jvm, port, 3);
            long before = settledHeap(jvm);
            churn(jvm, port, 10);

            patiently()
                    .untilAsserted(() -> assertThat(heap(jvm) - before)
                            .as("bytes that 10 * 1500 buffers left behind, of %d", before)
                            .isLessThan(1_000_000));
            assertThat(Scrape.of(port).values().get("backpressure_agent_errors_total"))
                    .isZero();
            jvm.say("stop");
            assertThat(jvm.awaitExit()).as(jvm.toString()).isZero();
        }
    }

    private static void churn(ForkedJvm jvm, int port, int rounds) {
        for (int i = 0; i < rounds; i++) {
            int done = jvm.out().split("churned", -1).length;
            jvm.say("churn");
            patiently().until(() -> jvm.out().split("churned", -1).length > done);
            patiently().until(() -> Scrape.of(port).hops().contains("Churning.answers"));
        }
        patiently().until(() -> {
            jvm.say("drop");
            return !Scrape.of(port).text().contains("Churning.");
        });
    }

    /** What a collection finds dead is let go of by the next window, and gone with the next collection: until nothing goes any more. */
    private static long settledHeap(ForkedJvm jvm) {
        long heap = heap(jvm);
        for (long next = heap(jvm); next < heap - 10_000; next = heap(jvm)) {
            heap = next;
        }
        return heap;
    }

    private static long heap(ForkedJvm jvm) {
        int heaps = jvm.out().split("heap ", -1).length;
        jvm.say("heap");
        patiently()
                .until(() ->
                        jvm.out().split("heap ", -1).length > heaps && jvm.out().endsWith("\n"));
        return Long.parseLong(
                jvm.out().substring(jvm.out().lastIndexOf("heap ") + 5).trim());
    }

    @Test
    void a_token_or_a_password_is_asked_for() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
        Path users = Files.writeString(folder.resolve("users"), "prometheus:pa:ss\n");
        try (ForkedJvm jvm = fields(Jdk.running(), "metrics.token-file=" + token + ",metrics.users-file=" + users)) {
            int port = port();
            String basic = Base64.getEncoder().encodeToString("prometheus:pa:ss".getBytes(StandardCharsets.UTF_8));
            HttpResponse<String> refused = Scrape.get(port, "/metrics");

            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().allValues("WWW-Authenticate")).hasSize(2);
            assertThat(refused.body()).doesNotContain("backpressure");
            assertThat(status(port, "Bearer s3cre")).isEqualTo(401);
            assertThat(status(port, "Bearer " + basic)).isEqualTo(401);
            assertThat(status(port, "Bearer s3cret")).isEqualTo(200);
            assertThat(status(port, "Basic " + basic)).isEqualTo(200);
            stop(jvm);
        }
    }

    @Test
    void without_its_credentials_the_endpoint_stays_shut() {
        Path missing = folder.resolve("missing");
        try (ForkedJvm jvm = fields(Jdk.running(), "metrics.token-file=" + missing)) {
            jvm.awaitError("is not opened without its credentials");
            assertThat(jvm.agentLines()).hasSize(1).first().asString().contains(missing.toString());
            assertThat(folder.resolve("port")).doesNotExist();
            stop(jvm);
        }
    }

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void a_busy_port_is_one_line_and_the_application_runs_on(String jdk) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                ForkedJvm jvm = ForkedJvm.java(Jdk.get(jdk))
                        .agent("metrics=" + taken.getLocalPort())
                        .main(Fields.class)
                        .start()) {
            jvm.awaitError("can't be opened (Address already in use)");
            stop(jvm);
            assertThat(jvm.agentLines()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void without_the_jdks_http_server_it_is_one_line_as_well(String jdk) {
        try (ForkedJvm jvm = ForkedJvm.java(Jdk.get(jdk))
                .jvm("--limit-modules", "java.base,java.instrument,jdk.jfr,jdk.unsupported")
                .agent("metrics=0")
                .main(Fields.class)
                .start()) {
            jvm.awaitError("needs the module jdk.httpserver");
            stop(jvm);
            assertThat(jvm.agentLines()).hasSize(1);
        }
    }

    /** The sampler must not wait for them either: what it reads has to go on moving. */
    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void a_scrape_needs_no_lock_that_the_application_holds(String jdk) {
        try (ForkedJvm jvm = ForkedJvm.java(Jdk.get(jdk))
                .agent("period=100ms,metrics=0,metrics.portfile=" + folder.resolve("port"))
                .main(Locked.class)
                .start()
                .awaitOutput("held")) {
            int port = port();
            patiently().until(() -> Scrape.of(port).hops().containsAll(List.of("Locked.ARRAY", "Locked.SORTED")));
            for (int added = 1; added <= 3; added++) {
                double expected = added;
                jvm.say("add");
                patiently().until(() -> Scrape.of(port).value("backpressure_depth", "Locked.FREE", QUEUE) == expected);
            }
            stop(jvm);
            assertThat(jvm.agentLines()).hasSize(1);
        }
    }

    /** More than the workers can hold. Of scrapers that never read their answer see HttpEndpointTest. */
    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void requests_that_never_end_are_cut_off_and_the_application_goes_on(String jdk) throws Exception {
        List<Socket> bad = new ArrayList<>();
        try (ForkedJvm jvm = fields(Jdk.get(jdk), "period=100ms")) {
            int port = port();
            for (int i = 0; i < 40; i++) {
                Socket socket = new Socket("127.0.0.1", port);
                bad.add(socket);
                socket.setSoTimeout(30_000);
                socket.getOutputStream()
                        .write("GET /metrics HTTP/1.1\r\nHost: here\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            jvm.say("take");
            jvm.awaitOutput("took 0");
            patiently()
                    .atMost(java.time.Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> Scrape.of(port).hops().contains("Fields.full"));
            for (Socket socket : bad) {
                assertThat(endsOf(socket)).isTrue();
            }
            stop(jvm);
            assertThat(jvm.agentLines()).hasSize(1);
        } finally {
            for (Socket socket : bad) {
                socket.close();
            }
        }
    }

    private static boolean endsOf(Socket socket) {
        try (InputStream in = socket.getInputStream()) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (java.io.IOException e) {
            return true; // reset
        }
    }

    private static List<String> seriesOf(Scrape scrape, Metric metric, String hop) {
        String name = metric.type == Type.HISTOGRAM ? metric.series + "_count" : metric.series;
        return scrape.values().keySet().stream()
                .filter(series -> series.startsWith(name + "{hop=\"" + hop + "\""))
                .toList();
    }

    private static Scrape as(String agent, int port) {
        return Scrape.parse(Scrape.get(port, "/metrics", "User-Agent", agent));
    }

    private static int status(int port, String authorization) {
        return Scrape.get(port, "/metrics", "Authorization", authorization).statusCode();
    }

    private ForkedJvm fields(Jdk jdk, String options) {
        return ForkedJvm.java(jdk)
                .agent("metrics=0,metrics.portfile=" + folder.resolve("port") + "," + options)
                .main(Fields.class)
                .start()
                .awaitOutput("ready");
    }

    private int port() {
        return Scrape.port(folder.resolve("port"));
    }

    /** A busy machine is no failure. */
    private static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    private static void stop(ForkedJvm jvm) {
        jvm.say("stop");
        assertThat(jvm.awaitExit()).as(jvm.toString()).isEqualTo(EXIT_CODE);
    }
}
