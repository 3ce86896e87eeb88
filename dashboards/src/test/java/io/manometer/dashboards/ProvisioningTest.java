package io.manometer.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What a Grafana server and containers read, which the build has neither of: that the files fit each other. */
class ProvisioningTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String IN_GRAFANA = "/etc/grafana/provisioning";

    private final JsonNode services = read("compose.yml").path("services");
    private final JsonNode source =
            read("provisioning/datasources/manometer.yml").path("datasources").path(0);
    private final JsonNode provider =
            read("provisioning/dashboards/manometer.yml").path("providers").path(0);

    @Test
    void promtool_accepts_the_example_configuration_with_its_rules() throws Exception {
        Prometheus.Output output = Prometheus.run(
                Path.of("").toAbsolutePath(),
                Prometheus.promtool().toString(),
                "check",
                "config",
                "prometheus/prometheus.yml");

        assertThat(output.status()).as(output.text()).isZero();
        assertThat(output.text()).contains("2 rule files found");
    }

    @Test
    void what_the_containers_mount_is_there_and_where_the_servers_look() {
        Map<String, Path> prometheus = mounts("prometheus");
        Map<String, Path> grafana = mounts("grafana");

        assertThat(prometheus).containsKey("/etc/prometheus");
        assertThat(prometheus.get("/etc/prometheus").resolve("prometheus.yml")).isRegularFile();
        assertThat(commandOf("prometheus")).contains("--config.file=/etc/prometheus/prometheus.yml");
        assertThat(grafana)
                .containsKeys(IN_GRAFANA, provider.path("options").path("path").asText());
        assertThat(grafana.get(IN_GRAFANA).resolve("datasources/manometer.yml")).isRegularFile();
        assertThat(grafana.get(IN_GRAFANA).resolve("dashboards/manometer.yml")).isRegularFile();
        for (Dashboard dashboard : Generate.dashboards()) {
            assertThat(grafana.get(provider.path("options").path("path").asText())
                            .resolve(dashboard.file()))
                    .isRegularFile();
        }
    }

    @Test
    void both_listen_on_loopback_and_their_versions_are_pinned() {
        for (JsonNode service : services) {
            assertThat(service.path("image").asText()).matches("[a-z/]+:v?\\d+\\.\\d+\\.\\d+");
            assertThat(service.path("network_mode").asText()).isEqualTo("host");
        }
        assertThat(commandOf("prometheus")).contains("--web.listen-address=127.0.0.1:9090");
        assertThat(services.path("grafana")
                        .path("environment")
                        .path("GF_SERVER_HTTP_ADDR")
                        .asText())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void the_dashboards_find_the_provisioned_data_source() throws IOException {
        assertThat(source.path("isDefault").asBoolean())
                .as("what the variable datasource starts with")
                .isTrue();
        assertThat(source.path("url").asText()).isEqualTo("http://prometheus:9090");
        assertThat(services.path("grafana").path("extra_hosts").path(0).asText())
                .isEqualTo("prometheus:127.0.0.1");
        for (Dashboard dashboard : Generate.dashboards()) {
            JsonNode json = new ObjectMapper()
                    .readTree(Path.of("grafana", dashboard.file()).toFile());
            JsonNode variable = json.path("templating").path("list").path(0);

            assertThat(variable.path("type").asText()).isEqualTo("datasource");
            assertThat(variable.path("query").asText())
                    .isEqualTo(source.path("type").asText());
            for (JsonNode used : json.findValues("datasource")) {
                assertThat(used.path("uid").asText())
                        .isEqualTo("${" + variable.path("name").asText() + "}");
                assertThat(used.path("type").asText())
                        .isEqualTo(source.path("type").asText());
            }
        }
    }

    @Test
    void grafana_knows_the_interval_at_which_prometheus_scrapes() {
        assertThat(source.path("jsonData").path("timeInterval").asText())
                .isEqualTo(read("prometheus/prometheus.yml")
                        .path("global")
                        .path("scrape_interval")
                        .asText());
    }

    @Test
    void the_readme_names_every_file_to_import_and_what_the_build_cannot_run() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        for (String file : Generate.files().keySet()) {
            assertThat(readme).contains("`" + file + "`");
        }
        assertThat(readme).contains("Not run by the build");
    }

    /** What a service mounts: the path in its container, and the folder here. */
    private Map<String, Path> mounts(String service) {
        Map<String, Path> mounts = new LinkedHashMap<>();
        for (JsonNode volume : services.path(service).path("volumes")) {
            List<String> parts = List.of(volume.asText().split(":"));
            assertThat(parts).hasSize(3).last().isEqualTo("ro");
            assertThat(Path.of(parts.get(0))).isDirectory();
            mounts.put(parts.get(1), Path.of(parts.get(0)));
        }
        return mounts;
    }

    private List<String> commandOf(String service) {
        return StreamSupport.stream(services.path(service).path("command").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode read(String file) {
        try {
            return YAML.readTree(Path.of(file).toFile());
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }
}
