package io.manometer.testapps.grading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The result as Markdown: every answer, the confusion matrix, and the figures. */
final class Table {
    private static final Set<String> ALARMS = Set.of("ABSORBS", "ABSORBS_IGNORING", "STALLED");
    private static final Set<String> ABSTENTIONS = Set.of("INSUFFICIENT_DATA");

    /** Two-sided 95 %. */
    private static final double Z = 1.96;

    private Table() {}

    static String of(List<Grade> grades) {
        StringBuilder table = new StringBuilder(answers(grades)).append('\n').append(matrix(grades));
        Map<Long, List<Grade>> byLength = new TreeMap<>(grades.stream()
                .collect(Collectors.groupingBy(grade -> grade.run().seconds())));
        byLength.forEach((seconds, some) -> table.append("\nRuns of ")
                .append(seconds)
                .append(" s:\n\n")
                .append(figures(some))
                .append('\n')
                .append(detectors(some)));
        return table.toString();
    }

    /** The same recordings as the naive detectors see them. */
    private static String detectors(List<Grade> grades) {
        List<Grade> seen =
                hops(grades).stream().filter(grade -> !grade.naive().isEmpty()).toList();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("detector", "precision", "recall", "false alarms", "of stable"));
        rows.add(detector("Manometer", seen, Table::alarmGiven));
        for (String name : NaiveDetectors.NAMES) {
            rows.add(detector(name, seen, grade -> grade.naive().getOrDefault(name, false)));
        }
        return aligned(rows);
    }

    private static List<String> detector(String name, List<Grade> grades, Predicate<Grade> alarm) {
        long hits = count(grades, grade -> alarmIsRight(grade) && alarm.test(grade));
        long given = count(grades, alarm);
        long right = count(grades, Table::alarmIsRight);
        long stable = grades.size() - right;
        return List.of(
                name, ratio(hits, given), ratio(hits, right), ratio(given - hits, stable), Long.toString(stable));
    }

    private static String ratio(long part, long whole) {
        return whole == 0 ? "-" : format("%.3f", (double) part / whole);
    }

    private static String answers(List<Grade> grades) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("#", "JDK", "seed", "s", "hop", "expected", "got", "confidence", "rho", "", "note"));
        for (Grade grade : grades) {
            rows.add(List.of(
                    grade.run().scenario().id(),
                    grade.run().java(),
                    Long.toString(grade.run().seed()),
                    Long.toString(grade.run().seconds()),
                    grade.hop(),
                    grade.expected(),
                    grade.got(),
                    grade.confidence(),
                    grade.utilisation() == 0 ? "" : format("%.2f", grade.utilisation()),
                    grade.mark().name(),
                    grade.note()));
        }
        return aligned(rows);
    }

    private static String matrix(List<Grade> grades) {
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        Set<String> columns = new TreeSet<>();
        for (Grade grade : hops(grades)) {
            columns.add(grade.got());
            String right = grade.expected().contains(grade.got())
                    ? grade.got()
                    : grade.expected().split(" ", 2)[0];
            counts.computeIfAbsent(right, key -> new TreeMap<>()).merge(grade.got(), 1, Integer::sum);
        }
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("right \\ given"));
        header.addAll(columns);
        rows.add(header);
        counts.forEach((right, row) -> {
            List<String> cells = new ArrayList<>(List.of(right));
            columns.forEach(column -> cells.add(row.containsKey(column) ? String.valueOf(row.get(column)) : ""));
            rows.add(cells);
        });
        return aligned(rows);
    }

    private static String figures(List<Grade> grades) {
        List<Grade> hops = hops(grades);
        List<Grade> chains =
                grades.stream().filter(grade -> grade.hop().equals("chain")).toList();
        long truePositives = count(hops, grade -> alarmIsRight(grade) && alarmGiven(grade));
        long given = count(hops, Table::alarmGiven);
        long right = count(hops, Table::alarmIsRight);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("figure", "value", "95 % interval (Wilson)", "of"));
        rows.add(share("precision of alarms (ABSORBS, ABSORBS_IGNORING, STALLED)", truePositives, given));
        rows.add(share("recall of alarms", truePositives, right));
        rows.add(share(
                "false alarms at confidence HIGH",
                count(
                        hops,
                        grade -> alarmGiven(grade)
                                && !alarmIsRight(grade)
                                && grade.confidence().equals("HIGH")),
                count(hops, grade -> !alarmIsRight(grade))));
        rows.add(share("exactly the right verdict", count(hops, Table::exact), hops.size()));
        rows.add(share("abstentions", count(hops, grade -> ABSTENTIONS.contains(grade.got())), hops.size()));
        rows.add(share(
                "bottleneck and broken-at right",
                count(chains, grade -> grade.mark() == Grade.Mark.OK),
                chains.size()));
        rows.add(share(
                "not graded: realised utilisation too close to 1",
                count(grades, grade -> grade.mark() == Grade.Mark.UNGRADED),
                grades.size()));
        return aligned(rows);
    }

    private static List<Grade> hops(List<Grade> grades) {
        return grades.stream().filter(grade -> grade.alarm() != null).toList();
    }

    private static boolean alarmIsRight(Grade grade) {
        return Boolean.TRUE.equals(grade.alarm());
    }

    private static boolean alarmGiven(Grade grade) {
        return ALARMS.contains(grade.got());
    }

    private static boolean exact(Grade grade) {
        return grade.mark() == Grade.Mark.OK || grade.mark() == Grade.Mark.DETAIL;
    }

    private static long count(List<Grade> grades, Predicate<Grade> which) {
        return grades.stream().filter(which).count();
    }

    private static List<String> share(String name, long hits, long all) {
        if (all == 0) {
            return List.of(name, "-", "-", "0");
        }
        double share = (double) hits / all;
        return List.of(name, format("%.3f", share), wilson(share, all), hits + " of " + all);
    }

    /** Wilson's score interval, which stays sensible near 0 and 1 and for few runs. */
    static String wilson(double share, long all) {
        double centre = share + Z * Z / (2 * all);
        double margin = Z * Math.sqrt(share * (1 - share) / all + Z * Z / (4.0 * all * all));
        double scale = 1 + Z * Z / all;
        return format("%.3f - %.3f", Math.max(0, (centre - margin) / scale), Math.min(1, (centre + margin) / scale));
    }

    private static String aligned(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("|");
            for (int column = 0; column < columns; column++) {
                String cell = row.get(column);
                line.append(' ')
                        .append(cell)
                        .append(" ".repeat(widths[column] - cell.length()))
                        .append(" |");
            }
            lines.add(line.toString());
            if (lines.size() == 1) {
                lines.add(rule(widths));
            }
        }
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static String rule(int[] widths) {
        StringBuilder line = new StringBuilder("|");
        for (int width : widths) {
            line.append("-".repeat(width + 2)).append('|');
        }
        return line.toString();
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
