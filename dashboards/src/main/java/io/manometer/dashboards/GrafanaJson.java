package io.manometer.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.manometer.dashboards.Panel.Column;
import io.manometer.dashboards.Panel.Step;
import io.manometer.dashboards.Panel.Target;
import java.util.List;

/** A dashboard in Grafana's classic JSON, as it is imported, provisioned and stored in repositories. */
final class GrafanaJson {
    /** What this JSON was written for; newer servers migrate it by themselves. */
    private static final int SCHEMA_VERSION = 39;

    private static final int GRID_WIDTH = 24;
    private static final String DATASOURCE = "${datasource}";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private GrafanaJson() {}

    static ObjectNode of(Dashboard dashboard) {
        ObjectNode json = JSON.objectNode();
        json.putNull("id");
        json.put("uid", dashboard.uid());
        json.put("title", dashboard.title());
        json.put("description", dashboard.description());
        json.putArray("tags").add("manometer").add("backpressure");
        json.put("editable", false);
        json.put("graphTooltip", 1);
        json.put("refresh", "10s");
        json.put("schemaVersion", SCHEMA_VERSION);
        json.put("version", 1);
        json.put("timezone", "browser");
        json.putObject("time").put("from", "now-30m").put("to", "now");
        json.putObject("annotations").putArray("list");
        json.putArray("links").add(links());
        json.putObject("templating").set("list", variables(dashboard));
        json.set("panels", panels(dashboard));
        return json;
    }

    private static ObjectNode links() {
        ObjectNode link = JSON.objectNode();
        link.put("type", "dashboards");
        link.put("title", "Manometer");
        link.putArray("tags").add("manometer");
        link.put("asDropdown", false);
        link.put("includeVars", true);
        link.put("keepTime", true);
        link.put("targetBlank", false);
        return link;
    }

    private static ArrayNode variables(Dashboard dashboard) {
        ArrayNode list = JSON.arrayNode();
        ObjectNode source = list.addObject();
        source.put("type", "datasource").put("name", "datasource").put("label", "Data source");
        source.put("query", "prometheus").put("refresh", 1).put("hide", 0);
        list.add(variable("job", "Job", Variables.JOBS));
        list.add(variable("instance", "Instance", Variables.INSTANCES));
        if (!dashboard.hopVariable().isEmpty()) {
            list.add(variable("hop", "Hop", "label_values(" + dashboard.hopVariable() + ", hop)"));
        }
        return list;
    }

    private static ObjectNode variable(String name, String label, String query) {
        ObjectNode variable = JSON.objectNode();
        variable.put("type", "query").put("name", name).put("label", label);
        variable.set("datasource", datasource());
        variable.put("definition", query);
        variable.put("query", query);
        variable.put("refresh", 2);
        variable.put("sort", 1);
        variable.put("hide", 0);
        variable.put("multi", true);
        variable.put("includeAll", true);
        variable.put("allValue", ".+");
        ObjectNode all = variable.putObject("current");
        all.put("selected", true);
        all.putArray("text").add("All");
        all.putArray("value").add("$__all");
        return variable;
    }

    private static ArrayNode panels(Dashboard dashboard) {
        ArrayNode list = JSON.arrayNode();
        int id = 1;
        int y = 0;
        for (Dashboard.Row row : dashboard.rows()) {
            ObjectNode heading = list.addObject();
            heading.put("id", id++).put("type", "row").put("title", row.title()).put("collapsed", false);
            place(heading, 0, y++, GRID_WIDTH, 1);
            heading.putArray("panels");
            int x = 0;
            int lineHeight = 0;
            for (Panel panel : row.panels()) {
                if (x + panel.width() > GRID_WIDTH) {
                    x = 0;
                    y += lineHeight;
                    lineHeight = 0;
                }
                ObjectNode json = panel(panel, id++);
                place(json, x, y, panel.width(), panel.height());
                list.add(json);
                x += panel.width();
                lineHeight = Math.max(lineHeight, panel.height());
            }
            y += lineHeight;
        }
        return list;
    }

    private static void place(ObjectNode panel, int x, int y, int width, int height) {
        panel.putObject("gridPos").put("x", x).put("y", y).put("w", width).put("h", height);
    }

    private static ObjectNode panel(Panel panel, int id) {
        ObjectNode json = JSON.objectNode();
        json.put("id", id).put("type", panel.type().id).put("title", panel.title());
        json.put("description", panel.description());
        json.set("datasource", datasource());
        ObjectNode field = json.putObject("fieldConfig");
        ObjectNode defaults = field.putObject("defaults");
        defaults.put("unit", panel.unit());
        if (!panel.unit().equals("string") && !panel.signed()) {
            defaults.put("min", 0);
        }
        defaults.set("thresholds", thresholds(panel.thresholds()));
        defaults.putObject("color")
                .put("mode", panel.type() == Panel.Type.TIME_SERIES ? "palette-classic" : "thresholds");
        ArrayNode overrides = field.putArray("overrides");
        switch (panel.type()) {
            case STAT -> stat(json);
            case TIME_SERIES -> timeSeries(json, defaults, panel);
            case TABLE -> table(json, overrides, panel);
        }
        json.set("targets", targets(panel));
        return json;
    }

    private static void stat(ObjectNode json) {
        ObjectNode options = json.putObject("options");
        options.put("colorMode", "value").put("graphMode", "area").put("textMode", "auto");
        ObjectNode reduce = options.putObject("reduceOptions");
        reduce.put("values", false).put("fields", "").putArray("calcs").add("lastNotNull");
    }

    private static void timeSeries(ObjectNode json, ObjectNode defaults, Panel panel) {
        ObjectNode custom = defaults.putObject("custom");
        custom.put("drawStyle", "line").put("lineWidth", 1).put("fillOpacity", panel.stacked() ? 30 : 8);
        custom.put("showPoints", "never").put("spanNulls", false);
        custom.putObject("stacking").put("mode", panel.stacked() ? "normal" : "none");
        boolean limits = panel.thresholds().size() > 1;
        custom.putObject("thresholdsStyle").put("mode", limits ? "dashed" : "off");
        ObjectNode options = json.putObject("options");
        options.putObject("legend")
                .put("displayMode", "table")
                .put("placement", "bottom")
                .put("showLegend", true)
                .putArray("calcs")
                .add("lastNotNull")
                .add("max");
        options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
    }

    private static void table(ObjectNode json, ArrayNode overrides, Panel panel) {
        ArrayNode transformations = json.putArray("transformations");
        transformations.addObject().put("id", "merge").putObject("options");
        ObjectNode organize = transformations.addObject().put("id", "organize").putObject("options");
        ObjectNode hidden = organize.putObject("excludeByName");
        hidden.put("Time", true).put("__name__", true);
        ObjectNode order = organize.putObject("indexByName");
        ObjectNode names = organize.putObject("renameByName");
        int position = 0;
        int query = 0;
        for (Column column : panel.columns()) {
            String source = column.query().isEmpty() ? column.label() : "Value #" + refId(query++);
            order.put(source, position++);
            names.put(source, column.name());
            overrides.add(override(column));
        }
        ObjectNode options = json.putObject("options");
        options.put("showHeader", true).put("cellHeight", "sm");
        if (!panel.sortedBy().isEmpty()) {
            options.putArray("sortBy")
                    .addObject()
                    .put("displayName", panel.sortedBy())
                    .put("desc", true);
        }
    }

    private static ObjectNode override(Column column) {
        ObjectNode override = JSON.objectNode();
        override.putObject("matcher").put("id", "byName").put("options", column.name());
        ArrayNode properties = override.putArray("properties");
        properties.addObject().put("id", "unit").put("value", column.unit());
        if (!column.thresholds().isEmpty()) {
            properties.addObject().put("id", "thresholds").set("value", thresholds(column.thresholds()));
            ObjectNode cell =
                    properties.addObject().put("id", "custom.cellOptions").putObject("value");
            cell.put("type", "color-background").put("mode", "basic");
        }
        if (!column.states().isEmpty()) {
            ObjectNode mapping = JSON.objectNode().put("type", "value");
            ObjectNode options = mapping.putObject("options");
            for (String state : column.states()) {
                int equals = state.indexOf('=');
                options.putObject(state.substring(0, equals)).put("text", state.substring(equals + 1));
            }
            properties.addObject().put("id", "mappings").putArray("value").add(mapping);
        }
        if (column.label().equals("hop")) {
            ObjectNode link =
                    properties.addObject().put("id", "links").putArray("value").addObject();
            link.put("title", "This hop in detail");
            link.put(
                    "url",
                    "/d/" + QueuesDashboard.UID
                            + "?${__url_time_range}&${datasource:queryparam}&${job:queryparam}&${instance:queryparam}"
                            + "&var-hop=${__value.raw}");
        }
        return override;
    }

    private static ArrayNode targets(Panel panel) {
        ArrayNode list = JSON.arrayNode();
        List<Target> queries = panel.queries();
        boolean table = panel.type() == Panel.Type.TABLE;
        for (int i = 0; i < queries.size(); i++) {
            ObjectNode target = list.addObject();
            target.put("refId", refId(i));
            target.set("datasource", datasource());
            target.put("expr", queries.get(i).query());
            target.put("legendFormat", table ? "" : queries.get(i).legend());
            target.put("format", table ? "table" : "time_series");
            target.put("instant", table);
            target.put("range", !table);
        }
        return list;
    }

    private static ObjectNode thresholds(List<Step> steps) {
        ObjectNode thresholds = JSON.objectNode().put("mode", "absolute");
        ArrayNode list = thresholds.putArray("steps");
        for (int i = 0; i < steps.size(); i++) {
            ObjectNode step = list.addObject().put("color", steps.get(i).colour());
            if (i == 0) {
                step.putNull("value");
            } else {
                step.put("value", steps.get(i).from());
            }
        }
        return thresholds;
    }

    private static ObjectNode datasource() {
        return JSON.objectNode().put("type", "prometheus").put("uid", DATASOURCE);
    }

    private static String refId(int index) {
        return String.valueOf((char) ('A' + index));
    }
}
