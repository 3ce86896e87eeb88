package io.manometer.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import io.manometer.dashboards.PrometheusServer.Sample;
import io.manometer.dashboards.PrometheusServer.Series;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page that shows roughly what Grafana would draw from a dashboard's JSON and a Prometheus' answers. For the eye only, and labelled as a
 * preview: no Grafana was involved.
 */
final class Preview {
    private static final Duration SPAN = Duration.ofSeconds(90);
    private static final int WIDTH_OF_UNIT = 56;
    private static final int HEIGHT_OF_UNIT = 30;
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final List<String> PALETTE = List.of(
            "#73bf69", "#f2cc0c", "#8ab8ff", "#ff780a", "#f2495c", "#5794f2", "#b877d9", "#705da0", "#37872d",
            "#fade2a");
    private static final Map<String, String> COLOURS = Map.of(
            "green", "#73bf69", "yellow", "#f2cc0c", "orange", "#ff9830", "red", "#f2495c", "transparent", "inherit");
    private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

    private final PrometheusServer server;
    private final StringBuilder html = new StringBuilder();

    private Preview(PrometheusServer server) {
        this.server = server;
    }

    static String of(JsonNode dashboard, PrometheusServer server) throws IOException, InterruptedException {
        Preview preview = new Preview(server);
        preview.page(dashboard);
        return preview.html.toString();
    }

    private void page(JsonNode dashboard) throws IOException, InterruptedException {
        html.append("""
                <!doctype html><meta charset="utf-8"><title>Preview</title><style>
                body{background:#111217;color:#ccccdc;font:12px "DejaVu Sans",sans-serif;margin:12px;width:1400px}
                h1{font-size:18px;margin:0}.note{color:#f2cc0c;margin:2px 0 8px}.grid{display:grid;grid-template-columns:repeat(24,1fr);gap:6px}
                .row{grid-column:1/-1;font-weight:bold;margin-top:6px}.panel{background:#181b1f;border:1px solid #24262c;padding:6px;overflow:hidden}
                .title{font-weight:bold;margin-bottom:4px}.big{font-size:30px;text-align:center;padding-top:12px}
                table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #2c2f35;padding:3px 5px;text-align:left}
                .legend{color:#9fa0a8;font-size:10px;white-space:nowrap}</style>
                """);
        html.append("<!-- height ").append(height(dashboard)).append(" -->");
        html.append("<h1>").append(escape(dashboard.path("title").asText())).append("</h1>");
        html.append(
                "<div class=note>Preview: drawn from the dashboard's JSON and a real Prometheus by Manometer's build, not by Grafana</div>");
        html.append("<div class=grid>");
        for (JsonNode panel : dashboard.path("panels")) {
            if (panel.path("type").asText().equals("row")) {
                html.append("<div class=row>")
                        .append(escape(panel.path("title").asText()))
                        .append("</div>");
            } else {
                panel(panel);
            }
        }
        html.append("</div>");
    }

    /** So tall a window shows all of it: panels, their frames, and headings. */
    private static int height(JsonNode dashboard) {
        int units = 0;
        Set<Integer> lines = new TreeSet<>();
        for (JsonNode panel : dashboard.path("panels")) {
            JsonNode place = panel.path("gridPos");
            units = Math.max(units, place.path("y").asInt() + place.path("h").asInt());
            lines.add(place.path("y").asInt());
        }
        return units * HEIGHT_OF_UNIT + lines.size() * 20 + 80;
    }

    private void panel(JsonNode panel) throws IOException, InterruptedException {
        JsonNode place = panel.path("gridPos");
        html.append("<div class=panel style='grid-column:span ")
                .append(place.path("w").asInt());
        html.append(";height:").append(place.path("h").asInt() * HEIGHT_OF_UNIT).append("px'><div class=title title='");
        html.append(escape(panel.path("description").asText())).append("'>");
        html.append(escape(panel.path("title").asText())).append("</div>");
        switch (panel.path("type").asText()) {
            case "stat" -> stat(panel);
            case "table" -> table(panel);
            default -> graph(panel);
        }
        html.append("</div>");
    }

    private void stat(JsonNode panel) throws IOException, InterruptedException {
        String query =
                QueryCheck.substitute(panel.path("targets").path(0).path("expr").asText());
        List<Series> answer = server.range(query, SPAN, STEP);
        if (answer.isEmpty()) {
            html.append("<div class=big>no data</div>");
            return;
        }
        double value = last(answer.get(0));
        JsonNode defaults = panel.path("fieldConfig").path("defaults");
        html.append("<div class=big style='color:")
                .append(colour(defaults.path("thresholds"), value))
                .append("'>");
        html.append(format(value, defaults.path("unit").asText())).append("</div>");
    }

    private void graph(JsonNode panel) throws IOException, InterruptedException {
        Map<String, List<Sample>> lines = new LinkedHashMap<>();
        for (JsonNode target : panel.path("targets")) {
            String query = QueryCheck.substitute(target.path("expr").asText());
            for (Series series : server.range(query, SPAN, STEP)) {
                lines.put(legend(target.path("legendFormat").asText(), series.labels()), series.samples());
            }
        }
        String unit = panel.path("fieldConfig").path("defaults").path("unit").asText();
        if (lines.isEmpty()) {
            html.append("<div class=big>no data</div>");
            return;
        }
        double highest = lines.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Sample::value)
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        double top = highest <= 0 ? 1 : highest * 1.1;
        double end = lines.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Sample::time)
                .max()
                .orElse(0);
        double start = end - SPAN.toSeconds();
        int width = panel.path("gridPos").path("w").asInt() * WIDTH_OF_UNIT;
        html.append("<svg width='100%' height='125' viewBox='0 0 ")
                .append(width)
                .append(" 125' preserveAspectRatio='none'>");
        for (int i = 0; i <= 2; i++) {
            int y = 5 + i * 57;
            html.append("<line x1=70 x2=")
                    .append(width)
                    .append(" y1=")
                    .append(y)
                    .append(" y2=")
                    .append(y)
                    .append(" stroke='#2c2f35'/>");
            html.append("<text x=2 y=").append(y + 4).append(" fill='#9fa0a8' font-size=10>");
            html.append(format(top * (2 - i) / 2, unit)).append("</text>");
        }
        int colour = 0;
        for (List<Sample> samples : lines.values()) {
            html.append("<polyline fill=none stroke-width=1.5 stroke='").append(PALETTE.get(colour++ % PALETTE.size()));
            html.append("' points='");
            for (Sample sample : samples) {
                if (Double.isFinite(sample.value())) {
                    double x = 70 + (width - 70) * (sample.time() - start) / SPAN.toSeconds();
                    double y = 119 - 114 * Math.max(0, sample.value()) / top;
                    html.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
                }
            }
            html.append("'/>");
        }
        html.append("</svg>");
        legends(lines, unit);
    }

    private void legends(Map<String, List<Sample>> lines, String unit) {
        int colour = 0;
        for (Map.Entry<String, List<Sample>> line : lines.entrySet()) {
            html.append("<div class=legend><span style='color:").append(PALETTE.get(colour % PALETTE.size()));
            html.append("'>&#9632;</span> ").append(escape(line.getKey())).append(" &nbsp; ");
            html.append(format(line.getValue().get(line.getValue().size() - 1).value(), unit))
                    .append("</div>");
            if (++colour == 5 && lines.size() > 6) {
                html.append("<div class=legend>and ").append(lines.size() - 5).append(" more</div>");
                return;
            }
        }
    }

    private void table(JsonNode panel) throws IOException, InterruptedException {
        JsonNode organize = panel.path("transformations").path(1).path("options");
        List<String> sources = new ArrayList<>();
        organize.path("indexByName").fieldNames().forEachRemaining(sources::add);
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (JsonNode target : panel.path("targets")) {
            String query = QueryCheck.substitute(target.path("expr").asText());
            for (Series series : server.instant(query)) {
                Map<String, String> row =
                        rows.computeIfAbsent(series.labels().toString(), key -> new LinkedHashMap<>(series.labels()));
                row.put("Value #" + target.path("refId").asText(), String.valueOf(last(series)));
            }
        }
        List<Map<String, String>> sorted = new ArrayList<>(rows.values());
        sorted.sort(order(panel, organize.path("renameByName")));
        html.append("<table><tr>");
        for (String source : sources) {
            html.append("<th>")
                    .append(escape(organize.path("renameByName").path(source).asText()))
                    .append("</th>");
        }
        html.append("</tr>");
        for (Map<String, String> row : sorted) {
            html.append("<tr>");
            for (String source : sources) {
                cell(panel, organize.path("renameByName").path(source).asText(), row.get(source));
            }
            html.append("</tr>");
        }
        html.append("</table>");
    }

    /** The highest first in the column that the panel is sorted by; by name where there is none. */
    private static Comparator<Map<String, String>> order(JsonNode panel, JsonNode names) {
        Comparator<Map<String, String>> byName = Comparator.comparing(row -> row.getOrDefault("hop", ""));
        String column =
                panel.path("options").path("sortBy").path(0).path("displayName").asText();
        for (Map.Entry<String, JsonNode> name : names.properties()) {
            if (name.getValue().asText().equals(column)) {
                return Comparator.<Map<String, String>>comparingDouble(
                                row -> -Double.parseDouble(row.getOrDefault(name.getKey(), "0")))
                        .thenComparing(byName);
            }
        }
        return byName;
    }

    private void cell(JsonNode panel, String column, String value) {
        if (value == null) {
            html.append("<td></td>");
            return;
        }
        Function<String, JsonNode> property = id -> property(panel, column, id);
        String unit = property.apply("unit").asText();
        if (unit.equals("string")) {
            html.append("<td>").append(escape(value)).append("</td>");
            return;
        }
        double number = Double.parseDouble(value);
        JsonNode thresholds = property.apply("thresholds");
        String colour = thresholds.isMissingNode() ? "inherit" : colour(thresholds, number);
        JsonNode states = property.apply("mappings").path(0).path("options").path(String.valueOf((long) number));
        html.append("<td style='background:")
                .append(colour)
                .append(colour.equals("inherit") ? "" : ";color:#111")
                .append("'>");
        html.append(
                states.isMissingNode()
                        ? format(number, unit)
                        : escape(states.path("text").asText()));
        html.append("</td>");
    }

    private static JsonNode property(JsonNode panel, String column, String id) {
        for (JsonNode override : panel.path("fieldConfig").path("overrides")) {
            if (override.path("matcher").path("options").asText().equals(column)) {
                for (JsonNode property : override.path("properties")) {
                    if (property.path("id").asText().equals(id)) {
                        return property.path("value");
                    }
                }
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static String legend(String format, Map<String, String> labels) {
        if (format.isEmpty()) {
            return labels.toString();
        }
        return LABEL.matcher(format)
                .replaceAll(found -> Matcher.quoteReplacement(labels.getOrDefault(found.group(1), "")));
    }

    private static double last(Series series) {
        return series.samples().get(series.samples().size() - 1).value();
    }

    private static String colour(JsonNode thresholds, double value) {
        String name = "green";
        for (JsonNode step : thresholds.path("steps")) {
            if (step.path("value").isNull() || value >= step.path("value").asDouble()) {
                name = step.path("color").asText();
            }
        }
        return COLOURS.getOrDefault(name, name);
    }

    private static String format(double value, String unit) {
        return switch (unit) {
            case "percentunit" -> String.format(Locale.ROOT, "%.0f %%", value * 100);
            case "s" -> value < 1 ? number(value * 1000) + " ms" : number(value) + " s";
            case "bytes" -> value < 1 << 20 ? number(value / 1024) + " KiB" : number(value / (1 << 20)) + " MiB";
            case "Bps" -> number(value / 1000) + " kB/s";
            case "cps" -> number(value) + "/s";
            default -> number(value);
        };
    }

    private static String number(double value) {
        return Math.abs(value - Math.rint(value)) < 1e-9
                ? String.valueOf((long) Math.rint(value))
                : String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.1f", value);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;")
                .replace("\"", "&quot;");
    }
}
