package io.manometer.analyzer.report;

import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.JvmReport;
import io.manometer.analyzer.model.Report;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Every buffer that was seen: what it is, where it was made, what it does when it is full. */
public final class TextInventory {
    private static final int NAME = 26;
    private static final int TYPE = 24;
    private static final int LIMIT = 11;
    private static final int ON_FULL = 11;
    private static final int DEEPEST = 9;

    private final Terminal terminal;
    private final StringBuilder out = new StringBuilder();

    private TextInventory(Terminal terminal) {
        this.terminal = terminal;
    }

    public static String of(Report report, Terminal terminal) {
        TextInventory inventory = new TextInventory(terminal);
        for (JvmReport jvm : report.jvms()) {
            inventory.jvm(jvm);
        }
        return inventory.out.toString();
    }

    private void jvm(JvmReport report) {
        List<HopVerdict> hops = report.analysis().hops().stream()
                .sorted(Comparator.comparing((HopVerdict hop) -> hop.hop().bounded())
                        .thenComparing(hop -> hop.hop().side())
                        .thenComparing(hop -> -hop.totals().depthMax())
                        .thenComparing(hop -> hop.hop().name()))
                .toList();
        long unbounded = hops.stream().filter(hop -> !hop.hop().bounded()).count();
        line(TextReport.jvmName(report.jvm()) + ": " + hops.size() + (hops.size() == 1 ? " buffer, " : " buffers, ")
                + unbounded + " without a limit");
        line("");
        line(terminal.paint(
                Terminal.Colour.FAINT,
                Words.pad("NAME", NAME) + ' ' + Words.pad("TYPE", TYPE) + ' ' + Words.padLeft("LIMIT", LIMIT) + "  "
                        + Words.pad("WHEN FULL", ON_FULL) + Words.padLeft("DEEPEST", DEEPEST) + "  VERDICT"));
        Alike.of(hops).forEach(this::row);
        line("");
    }

    private void row(Alike alike) {
        HopVerdict verdict = alike.first();
        Hop hop = verdict.hop();
        String limit =
                hop.bounded() && hop.capacity() >= 0 ? Words.count(hop.capacity()) : hop.bounded() ? "yes" : "none";
        String type = hop.type().substring(hop.type().lastIndexOf('.') + 1);
        line(column(alike.name(), NAME) + ' ' + column(type, TYPE) + ' ' + Words.padLeft(limit, LIMIT) + "  "
                + Words.pad(onFull(hop), ON_FULL)
                + Words.padLeft(Words.count(alike.deepest()), DEEPEST) + "  "
                + verdict.verdict());
        line("  "
                + Words.fit(
                        hop.site().isEmpty() ? "creation site unknown" : "at " + Words.safe(hop.site()),
                        Terminal.WIDTH - 2,
                        terminal.ellipsis()));
    }

    private static String onFull(Hop hop) {
        return hop.onFull()
                .name()
                .toLowerCase(Locale.ROOT)
                .replace('_', ' ')
                .replace("grow", "grows")
                .replace("unknown", "-");
    }

    private String column(String text, int width) {
        return Words.pad(Words.fit(Words.safe(text), width, terminal.ellipsis()), width);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
