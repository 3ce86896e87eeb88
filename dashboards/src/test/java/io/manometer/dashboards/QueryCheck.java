package io.manometer.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import io.manometer.dashboards.PrometheusServer.Series;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks Prometheus what Grafana would, for every variable and every panel of a dashboard, and looks at the answers. */
final class QueryCheck {
    private static final Pattern METRIC = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), ([a-z]+)\\)");

    /** Four scrapes of a second: what Grafana's Prometheus data source takes at this interval. */
    private static final String RATE_INTERVAL = "4s";

    private static final Duration SPAN = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofSeconds(1);

    private final PrometheusServer server;
    private final Map<String, String> emptyBecause;
    private final Set<String> scraped;
    private final List<String> complaints = new ArrayList<>();

    private QueryCheck(PrometheusServer server, Map<String, String> emptyBecause)
            throws IOException, InterruptedException {
        this.server = server;
        this.emptyBecause = emptyBecause;
        this.scraped = Set.copyOf(server.labelValues("{job=~\".+\"}", "__name__"));
    }

    /**
     * Whatever is wrong with the answers; nothing when all is well.
     *
     * @param emptyBecause titles of panels that may be empty, with the reason
     */
    static List<String> check(PrometheusServer server, JsonNode dashboard, Map<String, String> emptyBecause)
            throws IOException, InterruptedException {
        QueryCheck check = new QueryCheck(server, emptyBecause);
        for (JsonNode variable : dashboard.path("templating").path("list")) {
            if (variable.path("type").asText().equals("query")) {
                check.variable(variable);
            }
        }
        for (JsonNode panel : dashboard.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                check.target(panel, target);
            }
        }
        return check.complaints;
    }

    /** With "All" chosen everywhere, which Grafana replaces by the variable's allValue. */
    static String substitute(String query) {
        return substitute(query, ".+");
    }

    static String substitute(String query, String hop) {
        return query.replace("$__rate_interval", RATE_INTERVAL)
                .replace("$job", ".+")
                .replace("$instance", ".+")
                .replace("$hop", hop);
    }

    private void variable(JsonNode variable) throws IOException, InterruptedException {
        String query = variable.path("query").asText();
        Matcher parts = LABEL_VALUES.matcher(query);
        if (!parts.matches()) {
            complaints.add("variable " + variable.path("name").asText() + " has no label_values: " + query);
        } else if (server.labelValues(substitute(parts.group(1)), parts.group(2))
                .isEmpty()) {
            complaints.add("variable " + variable.path("name").asText() + " has no values: " + query);
        }
    }

    private void target(JsonNode panel, JsonNode target) throws IOException, InterruptedException {
        String title = panel.path("title").asText();
        String query = substitute(target.path("expr").asText());
        List<Series> answer;
        try {
            answer = target.path("instant").asBoolean() ? server.instant(query) : server.range(query, SPAN, STEP);
        } catch (IOException e) {
            complaints.add(title + ": " + e.getMessage());
            return;
        }
        boolean numbers = answer.stream()
                .flatMap(series -> series.samples().stream())
                .anyMatch(sample -> Double.isFinite(sample.value()));
        if (!numbers && !emptyBecause.containsKey(title)) {
            complaints.add(title + " shows nothing: " + query);
        }
        unknown(title, query);
        insane(panel, title, query, answer);
    }

    /** A misspelt metric behind {@code or} does not empty the panel. */
    private void unknown(String title, String query) {
        METRIC.matcher(query)
                .results()
                .map(metric -> metric.group(1))
                .filter(metric -> !scraped.contains(metric))
                .forEach(metric -> complaints.add(title + " asks for " + metric + ", which nothing exports: " + query));
    }

    private void insane(JsonNode panel, String title, String query, List<Series> answer) {
        boolean slope = query.contains(" - ") || query.contains("deriv(");
        boolean share =
                panel.path("fieldConfig").path("defaults").path("unit").asText().equals("percentunit");
        for (Series series : answer) {
            for (PrometheusServer.Sample sample : series.samples()) {
                double value = sample.value();
                if (Double.isInfinite(value) || (value < 0 && !slope)) {
                    complaints.add(title + " shows " + value + ": " + query);
                    return;
                }
                if (share && query.contains("clamp(") && value > 1) {
                    complaints.add(title + " shows a share of " + value + ": " + query);
                    return;
                }
            }
        }
    }
}
