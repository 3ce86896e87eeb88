package io.manometer.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertRulesTest {
    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final Path CASES = Path.of("src/test/promtool/alerts-test.yml");

    @Test
    void promtool_accepts_the_rules() throws Exception {
        Prometheus.Output output = Prometheus.run(
                HERE,
                Prometheus.promtool().toString(),
                "check",
                "rules",
                "prometheus/manometer-alerts.yml",
                "prometheus/manometer-recordings.yml");
        assertThat(output.status()).as(output.text()).isZero();
        assertThat(output.text()).contains(AlertRules.all().size() + " rules found");
    }

    @Test
    void each_alert_fires_when_it_must_and_only_then() throws Exception {
        Prometheus.Output output =
                Prometheus.run(HERE, Prometheus.promtool().toString(), "test", "rules", CASES.toString());
        assertThat(output.status()).as(output.text()).isZero();
    }

    @Test
    void each_alert_has_cases_of_both_sorts() throws Exception {
        List<String> lines = Files.readAllLines(CASES);
        for (Alert alert : AlertRules.all()) {
            String expression = "alertname=\"" + alert.name() + "\",alertstate";
            assertThat(outcomes(lines, expression, "exp_samples:"))
                    .as("cases in which %s fires", alert.name())
                    .isPositive();
            assertThat(outcomes(lines, expression, "exp_samples: []"))
                    .as("cases in which %s doesn't fire", alert.name())
                    .isGreaterThan(1);
        }
    }

    private static long outcomes(List<String> lines, String expression, String outcome) {
        long found = 0;
        for (int i = 0; i + 2 < lines.size(); i++) {
            if (lines.get(i).contains(expression) && lines.get(i + 2).strip().equals(outcome)) {
                found++;
            }
        }
        return found;
    }

    @Test
    void a_rule_that_is_too_eager_fails_its_cases(@TempDir Path folder) throws Exception {
        Path rules = Files.createDirectories(folder.resolve("prometheus"));
        String eager = Files.readString(Path.of("prometheus/manometer-alerts.yml"))
                .replace("min_over_time(backpressure_standing_seconds[5m]) > 5", "backpressure_standing_seconds > 5")
                .replace("for: 5m", "for: 0m");
        Files.writeString(rules.resolve("manometer-alerts.yml"), eager);
        Path cases =
                Files.createDirectories(folder.resolve("src/test/promtool")).resolve("alerts-test.yml");
        Files.copy(CASES, cases);
        Prometheus.Output output =
                Prometheus.run(folder, Prometheus.promtool().toString(), "test", "rules", cases.toString());
        assertThat(output.status()).isNotZero();
        assertThat(output.text()).contains("BackpressureStandingBacklog");
    }

    @Test
    void each_alert_says_what_happened_what_follows_and_what_to_do() {
        for (Alert alert : AlertRules.all()) {
            assertThat(alert.summary()).as(alert.name()).contains("$labels.");
            assertThat(alert.impact()).as(alert.name()).isNotBlank();
            assertThat(alert.steps()).as(alert.name()).hasSize(3);
            assertThat(Generate.dashboards()).extracting(Dashboard::uid).contains(alert.dashboard());
        }
    }
}
