package io.manometer.dashboards;

import java.util.ArrayList;
import java.util.List;

/**
 * One panel. Grid units: a dashboard is 24 wide.
 *
 * @param unit one of Grafana's unit ids, such as {@code s} or {@code bytes}
 * @param thresholds colour steps in ascending order; the first has no lower end
 * @param columns of a table, in their order; empty for other types
 * @param sortedBy the column of a table whose highest value comes first; empty for none
 * @param signed whether values below zero mean something
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
        String sortedBy,
        boolean stacked,
        boolean signed,
        String emptyBecause) {

    /** One line for each hop. */
    static final String HOP_LEGEND = "{{hop}} ({{instance}})";

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

        /** Colourless below the first of the thresholds. */
        static Column value(String name, String unit, String query, Step... thresholds) {
            List<Step> steps = new ArrayList<>(List.of(thresholds));
            if (!steps.isEmpty()) {
                steps.add(0, new Step(0, "transparent"));
            }
            return new Column(name, "", query, unit, steps, List.of());
        }

        /** Whether a hop has a limit. */
        static Column bounded(String query) {
            List<Step> colours = List.of(new Step(0, "orange"), new Step(1, "transparent"));
            return new Column("Bounded", "", query, "none", colours, List.of("0=no", "1=yes"));
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
                "",
                false,
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
                "",
                false,
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
                "",
                false,
                false,
                "");
    }

    /** A table with a line for each hop. */
    static Panel hops(String title, String description, Column... columns) {
        List<Column> all = new ArrayList<>(List.of(
                Column.label("hop", "Hop"),
                Column.label("kind", "Kind"),
                Column.label("job", "Job"),
                Column.label("instance", "Instance")));
        all.addAll(List.of(columns));
        return table(title, description, all.toArray(new Column[0]));
    }

    /** The ten hops with the highest values. */
    static Panel topHops(String title, String unit, String description, String query) {
        return series(title, unit, description, target(Query.top(query), HOP_LEGEND));
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
                sortedBy,
                stacked,
                signed,
                emptyBecause);
    }

    /** The row with the highest value in this column comes first. */
    Panel sortedBy(String column) {
        return with(thresholds, column, stacked, signed, emptyBecause);
    }

    /** The axis does not begin at zero: values below it mean something. */
    Panel mayBeNegative() {
        return with(thresholds, sortedBy, stacked, true, emptyBecause);
    }

    Panel stack() {
        return with(thresholds, sortedBy, true, signed, emptyBecause);
    }

    Panel mayBeEmpty(String reason) {
        return with(thresholds, sortedBy, stacked, signed, reason);
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
        return with(steps, sortedBy, stacked, signed, emptyBecause);
    }

    private Panel with(List<Step> steps, String sorted, boolean stack, boolean negative, String reason) {
        return new Panel(
                type,
                title,
                description,
                unit,
                width,
                height,
                targets,
                steps,
                columns,
                sorted,
                stack,
                negative,
                reason);
    }
}
