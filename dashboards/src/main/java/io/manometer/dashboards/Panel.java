package io.manometer.dashboards;

import java.util.ArrayList;
import java.util.List;

/**
 * One panel. Grid units: a dashboard is 24 wide.
 *
 * @param unit one of Grafana's unit ids, such as {@code s} or {@code bytes}
 * @param thresholds colour steps in ascending order; the first has no lower end
 * @param columns of a table, in their order; empty for other types
 * @param emptyBecause why the panel may show nothing although all is well; empty when it may not
 */
record Panel(
        Type type,
        String title,
        String description,
        String unit,
        int width,
        int height,
        List<Target> targets,
        List<Step> thresholds,
        List<Column> columns,
        boolean stacked,
        String emptyBecause) {

    enum Type {
        STAT("stat"),
        TIME_SERIES("timeseries"),
        TABLE("table");

        final String id;

        Type(String id) {
            this.id = id;
        }
    }

    /** One query. */
    record Target(String query, String legend) {}

    /** From this value on the colour. */
    record Step(double from, String colour) {}

    /**
     * One column of a table that is joined out of several queries.
     *
     * @param query empty for a label that all queries share
     * @param states value by value the text to show instead, as {@code 0=no}; empty for numbers
     */
    record Column(String name, String label, String query, String unit, List<Step> thresholds, List<String> states) {
        static Column label(String label, String name) {
            return new Column(name, label, "", "string", List.of(), List.of());
        }

        static Column value(String name, String unit, String query, Step... thresholds) {
            return new Column(name, "", query, unit, List.of(thresholds), List.of());
        }

        static Column states(String name, String query, List<String> states, Step... thresholds) {
            return new Column(name, "", query, "none", List.of(thresholds), states);
        }
    }

    static Panel stat(String title, String unit, String description, String query) {
        return new Panel(
                Type.STAT,
                title,
                description,
                unit,
                4,
                4,
                List.of(new Target(query, "")),
                List.of(new Step(0, "green")),
                List.of(),
                false,
                "");
    }

    static Panel series(String title, String unit, String description, Target... targets) {
        return new Panel(
                Type.TIME_SERIES,
                title,
                description,
                unit,
                12,
                8,
                List.of(targets),
                List.of(new Step(0, "green")),
                List.of(),
                false,
                "");
    }

    static Panel table(String title, String description, Column... columns) {
        return new Panel(
                Type.TABLE,
                title,
                description,
                "short",
                24,
                10,
                List.of(),
                List.of(new Step(0, "green")),
                List.of(columns),
                false,
                "");
    }

    static Target target(String query, String legend) {
        return new Target(query, legend);
    }

    /** Turns yellow, then red, from these values on. */
    Panel warning(double yellow, double red) {
        return with(List.of(new Step(0, "green"), new Step(yellow, "yellow"), new Step(red, "red")));
    }

    /** Turns red from this value on. */
    Panel alarm(double red) {
        return with(List.of(new Step(0, "green"), new Step(red, "red")));
    }

    Panel size(int newWidth, int newHeight) {
        return new Panel(
                type,
                title,
                description,
                unit,
                newWidth,
                newHeight,
                targets,
                thresholds,
                columns,
                stacked,
                emptyBecause);
    }

    Panel stack() {
        return new Panel(
                type, title, description, unit, width, height, targets, thresholds, columns, true, emptyBecause);
    }

    Panel mayBeEmpty(String reason) {
        return new Panel(type, title, description, unit, width, height, targets, thresholds, columns, stacked, reason);
    }

    /** All queries, those of a table's columns included. */
    List<Target> queries() {
        List<Target> all = new ArrayList<>(targets);
        for (Column column : columns) {
            if (!column.query().isEmpty()) {
                all.add(new Target(column.query(), column.name()));
            }
        }
        return all;
    }

    private Panel with(List<Step> steps) {
        return new Panel(type, title, description, unit, width, height, targets, steps, columns, stacked, emptyBecause);
    }
}
