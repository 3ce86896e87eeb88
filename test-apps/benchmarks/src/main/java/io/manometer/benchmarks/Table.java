package io.manometer.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** A table that reads well as it is and is Markdown too; the same rows as JSON for machines. */
final class Table {
    private final List<String> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    Table(String... columns) {
        this.columns = List.of(columns);
    }

    void add(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(List.of(cells));
    }

    String markdown() {
        int[] widths = columns.stream().mapToInt(c -> Math.max(3, c.length())).toArray();
        for (List<Object> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).toString().length());
            }
        }
        StringBuilder out = new StringBuilder();
        line(out, columns, widths, ' ');
        line(out, columns.stream().map(c -> "---").toList(), widths, '-');
        rows.forEach(row -> line(out, row, widths, ' '));
        return out.toString();
    }

    private static void line(StringBuilder out, List<?> cells, int[] widths, char fill) {
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i).toString();
            out.append("| ")
                    .append(cell)
                    .append(String.valueOf(fill).repeat(widths[i] - cell.length()))
                    .append(' ');
        }
        out.append("|\n");
    }

    String json() {
        StringJoiner lines = new StringJoiner(",\n  ", "[\n  ", "\n]\n");
        for (List<Object> row : rows) {
            StringJoiner fields = new StringJoiner(",", "{", "}");
            for (int i = 0; i < columns.size(); i++) {
                fields.add(quoted(columns.get(i)) + ":" + quoted(row.get(i).toString()));
            }
            lines.add(fields.toString());
        }
        return lines.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
