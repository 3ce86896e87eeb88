package io.manometer.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashboardLintTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void the_dashboards_keep_the_rules() throws Exception {
        for (Dashboard dashboard : Generate.dashboards()) {
            assertThat(DashboardLint.check(read(dashboard))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "template-job-rule, \"multi\" : true, \"multi\" : false",
        "template-instance-rule, \"Instance\", \"Host\"",
        "template-datasource-rule, \"Data source\", \"Source\"",
        "panel-units-rule, \"cps\", \"furlongs\"",
        "panel-datasource-rule, ${datasource}, P1",
        "target-job-rule, 'job=~\\\"$job\\\",', ''",
        "target-instance-rule, ',instance=~\\\"$instance\\\"', ''",
        "target-rate-interval-rule, [$__rate_interval], [1m]",
        "target-counter-agg-rule, rate(backpressure_arrivals_total, max(backpressure_arrivals_total",
        "target-histogram-rule, histogram_quantile, quantile",
        "panel-title-description-rule, Depth as a share of the capacity., ''",
        "uneditable-dashboard, \"editable\" : false, \"editable\" : true",
    })
    void a_breach_is_found(String rule, String right, String wrong) throws Exception {
        String good = Generate.files().get("grafana/" + QueuesDashboard.UID + ".json");
        String bad = rule.equals("panel-title-description-rule")
                ? good.replaceAll("\"description\" : \"Depth as[^\"]*\"", "\"description\" : \"\"")
                : good.replace(right, wrong == null ? "" : wrong);
        assertThat(bad).isNotEqualTo(good);
        assertThat(DashboardLint.check(JSON.readTree(bad))).anyMatch(complaint -> complaint.contains(rule));
    }

    @Test
    void uids_ids_and_places_are_each_taken_once() throws Exception {
        Set<String> uids = new HashSet<>();
        for (Dashboard dashboard : Generate.dashboards()) {
            assertThat(uids.add(dashboard.uid())).isTrue();
            Set<Integer> ids = new HashSet<>();
            Set<String> cells = new HashSet<>();
            for (JsonNode panel : read(dashboard).path("panels")) {
                assertThat(ids.add(panel.path("id").asInt())).isTrue();
                JsonNode place = panel.path("gridPos");
                for (int x = 0; x < place.path("w").asInt(); x++) {
                    for (int y = 0; y < place.path("h").asInt(); y++) {
                        int column = place.path("x").asInt() + x;
                        assertThat(column).isLessThan(24);
                        assertThat(cells.add(column + "/" + (place.path("y").asInt() + y)))
                                .as("%s: %s overlaps", dashboard.uid(), panel.path("title"))
                                .isTrue();
                    }
                }
            }
        }
    }

    private static JsonNode read(Dashboard dashboard) throws Exception {
        return JSON.readTree(Path.of("grafana", dashboard.file()).toFile());
    }
}
