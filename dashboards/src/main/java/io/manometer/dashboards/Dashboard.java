package io.manometer.dashboards;

import java.util.List;

/**
 * One dashboard.
 *
 * @param uid stable, and the name of its file: links and alerts point to it
 * @param hopVariable a selector whose {@code hop} label fills a variable of that name; empty for none
 */
record Dashboard(String uid, String title, String description, String hopVariable, List<Row> rows) {
    String file() {
        return uid + ".json";
    }

    List<Panel> panels() {
        return rows.stream().flatMap(row -> row.panels().stream()).toList();
    }

    /** Panels that belong together, under a heading. */
    record Row(String title, List<Panel> panels) {
        static Row of(String title, Panel... panels) {
            return new Row(title, List.of(panels));
        }
    }
}
