package io.manometer.analyzer.report;

import io.manometer.analyzer.model.Analysis;
import io.manometer.analyzer.model.Chain;
import io.manometer.analyzer.model.Chain.ChainVerdict;
import io.manometer.analyzer.model.Episode;
import io.manometer.analyzer.model.Finding;
import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.Jvm;
import io.manometer.analyzer.model.JvmReport;
import io.manometer.analyzer.model.Report;
import io.manometer.analyzer.model.Severity;
import io.manometer.analyzer.model.StackEvidence;
import io.manometer.analyzer.model.Tag;
import io.manometer.analyzer.model.Verdict;
import io.manometer.analyzer.report.Terminal.Colour;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** For a person at three in the morning: the answer first, then what it rests on, then what to change. */
public final class TextReport {
    private static final int MOST_HOPS = 30;
    private static final int NAME_WIDTH = 34;
    private static final int LABEL_WIDTH = 10;
    private static final int INDENT = 2;

    private final Terminal terminal;
    private final StringBuilder out = new StringBuilder();

    private TextReport(Terminal terminal) {
        this.terminal = terminal;
    }

    public static String of(Report report, Terminal terminal) {
        TextReport text = new TextReport(terminal);
        report.jvms().forEach(jvm -> text.jvm(jvm, report.jvms().size() > 1));
        return text.out.toString();
    }

    private void jvm(JvmReport report, boolean oneOfSeveral) {
        if (oneOfSeveral) {
            paragraph(terminal.paint(Colour.FAINT, "== " + jvmName(report.jvm()) + " =="));
        }
        boolean bad =
                report.analysis().hops().stream().anyMatch(hop -> hop.verdict().absorbs() && !hop.has(Tag.SIDE));
        Words.wrap(new Headline(report).text(), Terminal.WIDTH)
                .forEach(line -> line(terminal.paint(bad ? Colour.RED : Colour.BOLD, line)));
        line("");
        chains(report.analysis());
        hops(report.analysis());
        flagged(report);
        otherFindings(report.analysis());
        foot(report);
    }

    private void chains(Analysis analysis) {
        Map<Long, HopVerdict> hops = new HashMap<>();
        analysis.hops().forEach(hop -> hops.put(hop.hop().id(), hop));
        analysis.chains().stream()
                .filter(chain -> chain.hops().size() > 1 || chain.verdict() != null)
                .forEach(chain -> chain(chain, hops));
    }

    private void chain(Chain chain, Map<Long, HopVerdict> hops) {
        String arrow = " " + terminal.arrow() + " ";
        String path = chain.hops().stream()
                .map(hops::get)
                .filter(Objects::nonNull)
                .map(this::link)
                .collect(Collectors.joining(arrow));
        String stage = chain.stage().isEmpty() ? "" : arrow + stage(chain, hops) + " (bottleneck)";
        labelled("chain", path + stage);
        HopVerdict broken = chain.brokenAt() == null ? null : hops.get(chain.brokenAt());
        if (chain.verdict() == ChainVerdict.PROPAGATES_TO_SOURCE) {
            labelled("", "the bottleneck's pressure reaches the source");
        } else if (broken != null) {
            labelled("", "broken at " + Words.safe(broken.hop().name()) + ": what is before it is never slowed");
        }
        chain.couplings().forEach(coupling -> {
            HopVerdict blocking = hops.get(coupling.blocking());
            HopVerdict starved = hops.get(coupling.starved());
            if (blocking != null && starved != null) {
                labelled(
                        "",
                        Words.safe(blocking.hop().name()) + " holds up "
                                + Words.safe(starved.hop().name()) + ": one producer feeds both");
            }
        });
        line("");
    }

    private static String stage(Chain chain, Map<Long, HopVerdict> hops) {
        HopVerdict bottleneck = chain.bottleneck() == null ? null : hops.get(chain.bottleneck());
        boolean unnamed = bottleneck != null && bottleneck.hop().name().equals(chain.stage());
        return unnamed ? "its consumer" : Words.safe(chain.stage());
    }

    private String link(HopVerdict hop) {
        return Words.safe(hop.hop().name()) + " [" + hop.verdict() + "]";
    }

    private void hops(Analysis analysis) {
        List<HopVerdict> ranked = Ranking.worstFirst(analysis.hops());
        if (ranked.isEmpty()) {
            return;
        }
        line(terminal.paint(
                Colour.FAINT,
                Words.pad("HOP", NAME_WIDTH)
                        + ' '
                        + Words.pad("VERDICT", 21)
                        + Words.padLeft("IN/s", 10)
                        + Words.padLeft("OUT/s", 10)
                        + Words.padLeft("DEPTH", 12)
                        + Words.padLeft("AS TIME", 10)));
        ranked.stream().limit(MOST_HOPS).forEach(this::row);
        if (ranked.size() > MOST_HOPS) {
            line("and " + (ranked.size() - MOST_HOPS) + " more: see manometer inventory, or --format json");
        }
        line("");
    }

    private void row(HopVerdict hop) {
        String name = Words.fit(Words.safe(hop.hop().name()), NAME_WIDTH, terminal.ellipsis());
        String time = hop.verdict() == Verdict.UNTESTED && hop.totals().depthEnd() == 0
                ? "-"
                : Words.duration(hop.latencyCostSeconds());
        line((Words.pad(name, NAME_WIDTH)
                        + ' '
                        + terminal.paint(colour(hop), Words.pad(hop.verdict().name(), 21))
                        + Words.padLeft(Words.count(hop.load().arrivalRate()), 10)
                        + Words.padLeft(Words.count(hop.load().departureRate()), 10)
                        + Words.padLeft(Words.count(hop.totals().depthEnd()), 12)
                        + Words.padLeft(time, 10))
                .stripTrailing());
    }

    private static Colour colour(HopVerdict hop) {
        if (hop.has(Tag.SIDE)) {
            return Colour.FAINT;
        }
        return switch (hop.verdict()) {
            case ABSORBS, ABSORBS_IGNORING, STALLED -> Colour.RED;
            case MIXED, SHEDS, SATURATED_UNVERIFIED, STRANDED, STANDING, DEGRADES_CALLER -> Colour.YELLOW;
            case HEALTHY, PROPAGATES, BURST -> Colour.GREEN;
            case INSUFFICIENT_DATA, UNTESTED -> Colour.FAINT;
        };
    }

    private void flagged(JvmReport report) {
        Ranking.worstFirst(report.analysis().hops()).stream()
                .filter(Ranking::flagged)
                .filter(hop -> !hop.has(Tag.SIDE))
                .limit(MOST_HOPS)
                .forEach(hop -> flagged(hop, report));
    }

    private void flagged(HopVerdict verdict, JvmReport report) {
        Hop hop = verdict.hop();
        line(terminal.paint(Colour.BOLD, Words.fit(Words.safe(hop.name()), NAME_WIDTH, terminal.ellipsis())) + "  "
                + terminal.paint(colour(verdict), verdict.verdict().name()) + "  "
                + verdict.confidence().name().toLowerCase(Locale.ROOT) + " confidence" + tags(verdict));
        labelled("what", what(hop));
        labelled("where", hop.site().isEmpty() ? "creation site unknown" : Words.safe(hop.site()));
        verdict.episodes().stream()
                .reduce((earlier, later) -> later)
                .ifPresent(episode -> labelled("when", when(episode)));
        List<String> evidence = new ArrayList<>(verdict.reasons());
        evidence.add("now " + Words.count(verdict.totals().depthEnd()) + " wait, that is "
                + Words.duration(verdict.latencyCostSeconds()) + " of work; the most were "
                + Words.count(verdict.totals().depthMax()));
        for (int i = 0; i < evidence.size(); i++) {
            labelled(i == 0 ? "evidence" : "", Words.safe(evidence.get(i)));
        }
        report.stacksOf(hop.id()).stream()
                .filter(stack -> !stack.what().equals("created"))
                .limit(2)
                .forEach(this::stack);
        labelled("meaning", why(verdict));
        String change = Change.of(verdict);
        if (!change.isEmpty()) {
            labelled("change", change);
        }
        line("");
    }

    private void stack(StackEvidence stack) {
        labelled(
                "refused",
                Words.safe(stack.what().toLowerCase(Locale.ROOT).replace('_', ' ')) + " at "
                        + Words.safe(stack.frames().get(0)));
        stack.frames().stream().skip(1).limit(2).forEach(frame -> labelled("", "called from " + Words.safe(frame)));
    }

    private static String tags(HopVerdict verdict) {
        return verdict.tags().isEmpty()
                ? ""
                : "  " + verdict.tags().stream().map(Tag::name).collect(Collectors.joining(", "));
    }

    private static String what(Hop hop) {
        String buffer = hop.bufferType().isEmpty() || hop.bufferType().equals(hop.type())
                ? ""
                : " over " + Words.safe(simple(hop.bufferType()));
        String threads = hop.threads().isEmpty() ? "" : ", threads " + Words.safe(hop.threads());
        return Words.safe(hop.kind()) + ' ' + Words.safe(simple(hop.type())) + buffer + ", " + Headline.limit(hop)
                + threads + (hop.instances() > 1 ? ", " + Words.count(hop.instances()) + " instances" : "");
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private static String when(Episode episode) {
        return Words.clock(episode.fromMillis()) + " to "
                + (episode.openAtEnd()
                        ? "the end (" + Words.clock(episode.toMillis()) + ")"
                        : Words.clock(episode.toMillis()))
                + ", " + Words.duration(episode.seconds());
    }

    private static String why(HopVerdict verdict) {
        return switch (verdict.verdict()) {
            case ABSORBS, ABSORBS_IGNORING ->
                "load beyond what its consumers can do turns into memory and waiting, and nobody who could slow down is told";
            case STALLED, STRANDED -> verdict.verdict().meaning() + ": what waits here waits for ever";
            case STANDING -> "everything waits behind the backlog, and nothing is gained by it";
            case SHEDS ->
                verdict.has(Tag.SILENT) ? "work is lost, and nobody is told" : "callers are told, so they can act";
            default -> verdict.verdict().meaning();
        };
    }

    private void otherFindings(Analysis analysis) {
        List<Finding> findings = analysis.findings().stream()
                .filter(finding -> !toldAlready(finding, analysis))
                .toList();
        for (Finding finding : findings) {
            String severity = finding.severity().name().toLowerCase(Locale.ROOT);
            Colour colour = finding.severity() == Severity.NOTE ? Colour.FAINT : Colour.YELLOW;
            labelledRaw(terminal.paint(colour, severity), severity.length(), Words.safe(finding.message()));
        }
        if (!findings.isEmpty()) {
            line("");
        }
    }

    /** Findings that only repeat the verdict of a hop that has its own paragraph. */
    private static boolean toldAlready(Finding finding, Analysis analysis) {
        return switch (finding.rule()) {
            case ABSORBS, ABSORBS_IGNORING, STALLED, BROKEN_CHAIN, SILENT_DROP ->
                analysis.hops().stream()
                        .anyMatch(hop -> Long.valueOf(hop.hop().id()).equals(finding.hop()) && Ranking.flagged(hop));
            default -> false;
        };
    }

    private void foot(JvmReport report) {
        Jvm jvm = report.jvm();
        String span = jvm.windows() == 0
                ? "no window was recorded"
                : Words.date(jvm.fromMillis()) + ", " + Words.duration(jvm.seconds()) + " in "
                        + Words.count(jvm.windows()) + " windows"
                        + (jvm.missingWindows() > 0 ? ", " + jvm.missingWindows() + " missing" : "");
        labelled("read", jvmName(jvm) + ", " + span);
        report.analysis().notes().forEach(note -> labelled("note", Words.safe(note)));
    }

    static String jvmName(Jvm jvm) {
        String name = jvm.application().isEmpty() ? "JVM" : Words.safe(jvm.application());
        return jvm.pid() < 0 ? name : name + " (pid " + jvm.pid() + ")";
    }

    private void labelled(String label, String text) {
        labelledRaw(terminal.paint(Colour.FAINT, label), label.length(), text);
    }

    private void labelledRaw(String painted, int length, String text) {
        String indent = " ".repeat(INDENT);
        String gap = " ".repeat(Math.max(1, LABEL_WIDTH - length));
        List<String> lines = Words.wrap(text, Terminal.WIDTH - INDENT - LABEL_WIDTH);
        line((indent + painted + gap + lines.get(0)).stripTrailing());
        lines.stream().skip(1).forEach(next -> line(indent + " ".repeat(LABEL_WIDTH) + next));
    }

    private void paragraph(String text) {
        line(text);
        line("");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
