package io.manometer.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The rules that Grafana publishes for dashboards (github.com/grafana/dashboard-linter, docs/rules), by their names there. That queries
 * parse is checked by the server that runs them.
 */
final class DashboardLint {
    /** Of Grafana's list those that are in use here; a unit that is missing is added after a look at the list. */
    private static final Set<String> UNITS =
            Set.of("none", "string", "short", "percentunit", "bytes", "Bps", "s", "cps", "ops");

    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{([^}]*)}");
    private static final Pattern BARE_METRIC = Pattern.compile("backpressure_[a-z_]+(?![a-z_{])");
    private static final Pattern RATE = Pattern.compile("(?:i?rate)\\((?:[^()]*)\\[([^]]*)]");
    private static final Pattern COUNTER = Pattern.compile("(\\w*)\\(([a-z_]+_total)\\{[^}]*}");
    private static final Pattern COUNTER_ANYWHERE = Pattern.compile("[a-z_]+_total\\{");

    private final JsonNode dashboard;
    private final List<String> complaints = new ArrayList<>();

    private DashboardLint(JsonNode dashboard) {
        this.dashboard = dashboard;
    }

    static List<String> check(JsonNode dashboard) {
        DashboardLint lint = new DashboardLint(dashboard);
        lint.templates();
        lint.panels().forEach(lint::panel);
        if (dashboard.path("editable").asBoolean(true)) {
            lint.complain("uneditable-dashboard", "", "is editable");
        }
        return lint.complaints;
    }

    private Stream<JsonNode> panels() {
        return stream(dashboard.path("panels"))
                .filter(panel -> !panel.path("type").asText().equals("row"));
    }

    private void templates() {
        JsonNode source = variable("datasource");
        if (!source.path("type").asText().equals("datasource")
                || !source.path("query").asText().equals("prometheus")) {
            complain("template-datasource-rule", "", "has no variable datasource");
        }
        if (!source.path("label").asText().equals("Data source")) {
            complain("template-datasource-rule", "", "its data source is not labelled 'Data source'");
        }
        template("template-job-rule", "job", "Job");
        template("template-instance-rule", "instance", "Instance");
        stream(dashboard.path("templating").path("list"))
                .filter(variable -> variable.path("type").asText().equals("query"))
                .forEach(this::query);
    }

    private void template(String rule, String name, String label) {
        JsonNode variable = variable(name);
        if (!variable.path("datasource").path("uid").asText().equals("${datasource}")
                || !variable.path("type").asText().equals("query")
                || !variable.path("label").asText().equals(label)
                || !variable.path("multi").asBoolean()
                || !variable.path("allValue").asText().equals(".+")) {
            complain(
                    rule,
                    "",
                    "variable " + name + " is missing, or no multi-select of the chosen data source with '.+' for all");
        }
    }

    private void query(JsonNode variable) {
        String query = variable.path("query").asText();
        if (!query.matches("label_values\\(.+, [a-z]+\\)")) {
            complain("template-label-promql-rule", variable.path("name").asText(), query);
        }
        if (variable.path("refresh").asInt() != 2) {
            complain(
                    "template-on-time-change-reload-rule", variable.path("name").asText(), "is not reloaded");
        }
    }

    private void panel(JsonNode panel) {
        String title = panel.path("title").asText();
        if (title.isBlank() || panel.path("description").asText().isBlank()) {
            complain("panel-title-description-rule", title, "has no title or no description");
        }
        if (!panel.path("datasource").path("uid").asText().equals("${datasource}")) {
            complain("panel-datasource-rule", title, "does not use the chosen data source");
        }
        if (panel.path("targets").isEmpty()) {
            complain("panel-no-targets-rule", title, "has no query");
        }
        units(panel, title);
        if (panel.path("fieldConfig")
                .path("defaults")
                .path("thresholds")
                .path("steps")
                .isEmpty()) {
            complain("own rule: thresholds", title, "has none");
        }
        stream(panel.path("targets"))
                .forEach(target -> target(title, target.path("expr").asText()));
    }

    private void units(JsonNode panel, String title) {
        List<String> units = new ArrayList<>();
        units.add(panel.path("fieldConfig").path("defaults").path("unit").asText());
        stream(panel.path("fieldConfig").path("overrides"))
                .flatMap(override -> stream(override.path("properties")))
                .filter(property -> property.path("id").asText().equals("unit"))
                .forEach(property -> units.add(property.path("value").asText()));
        for (String unit : units) {
            if (!UNITS.contains(unit)) {
                complain("panel-units-rule", title, "'" + unit + "'");
            }
        }
    }

    private void target(String title, String query) {
        Matcher selector = SELECTOR.matcher(query);
        boolean any = false;
        while (selector.find()) {
            any = true;
            if (!selector.group(2).contains("job=~\"$job\"")) {
                complain("target-job-rule", title, selector.group());
            }
            if (!selector.group(2).contains("instance=~\"$instance\"")) {
                complain("target-instance-rule", title, selector.group());
            }
        }
        if (!any || BARE_METRIC.matcher(query).find()) {
            complain("target-job-rule", title, "a metric without a selector in " + query);
        }
        Matcher rate = RATE.matcher(query);
        while (rate.find()) {
            if (!rate.group(1).equals("$__rate_interval")) {
                complain("target-rate-interval-rule", title, query);
            }
        }
        counters(title, query);
        if (query.contains("_bucket") && !query.contains("histogram_quantile(")) {
            complain("target-histogram-rule", title, query);
        }
    }

    private void counters(String title, String query) {
        long all = COUNTER_ANYWHERE.matcher(query).results().count();
        long within = COUNTER.matcher(query)
                .results()
                .filter(found -> Set.of("rate", "irate", "increase").contains(found.group(1)))
                .count();
        if (all != within) {
            complain("target-counter-agg-rule", title, query);
        }
    }

    private JsonNode variable(String name) {
        return stream(dashboard.path("templating").path("list"))
                .filter(variable -> variable.path("name").asText().equals(name))
                .findFirst()
                .orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
    }

    private void complain(String rule, String where, String what) {
        complaints.add(dashboard.path("uid").asText() + ": " + rule + ": " + where + ": " + what);
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
