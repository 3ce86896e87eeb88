package io.manometer.analyzer.report;

import io.manometer.analyzer.model.Analysis;
import io.manometer.analyzer.model.Chain;
import io.manometer.analyzer.model.Chain.ChainVerdict;
import io.manometer.analyzer.model.Edge;
import io.manometer.analyzer.model.Episode;
import io.manometer.analyzer.model.Finding;
import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.Jvm;
import io.manometer.analyzer.model.JvmReport;
import io.manometer.analyzer.model.Load;
import io.manometer.analyzer.model.Report;
import io.manometer.analyzer.model.Severity;
import io.manometer.analyzer.model.StackEvidence;
import io.manometer.analyzer.model.Tag;
import io.manometer.analyzer.model.Totals;
import io.manometer.analyzer.model.Verdict;
import io.manometer.analyzer.report.Terminal.Colour;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** For a person at three in the morning: the answer first, then what it rests on, then what to change. */
public final class TextReport {
    private static final int MOST_HOPS = 30;
    private static final int NAME_WIDTH = 34;

    /** A recorder that starts with the JVM needs less; one that is started an hour later was not meant to see the start. */
    private static final double LATE_SECONDS = 1;

    private static final double LATE_SECONDS_AT_MOST = 60;
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
                .forEach(chain -> chain(chain, hops, analysis.edges()));
    }

    private void chain(Chain chain, Map<Long, HopVerdict> hops, List<Edge> edges) {
        ChainText text = new ChainText(chain, hops, edges, terminal);
        List<String> paths = text.paths();
        for (int i = 0; i < paths.size(); i++) {
            labelled(i == 0 ? "chain" : "", paths.get(i));
        }
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
        List<String> stages = text.stages();
        for (int i = 0; i < stages.size(); i++) {
            labelled(i == 0 ? "stages" : "", stages.get(i));
        }
        line("");
    }

    private void hops(Analysis analysis) {
        List<HopVerdict> all = Ranking.worstFirst(analysis.hops());
        List<HopVerdict> ranked =
                all.stream().filter(hop -> !Ranking.isIdle(hop)).toList();
        if (all.isEmpty()) {
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
        List<Alike> rows = Alike.of(ranked);
        rows.stream().limit(MOST_HOPS).forEach(this::row);
        if (rows.size() > MOST_HOPS) {
            line("and " + (rows.size() - MOST_HOPS) + " more: see manometer inventory, or --format json");
        }
        int idle = all.size() - ranked.size();
        if (idle > 0) {
            line("and " + idle + " that " + (idle == 1 ? "was" : "were")
                    + " never used and not created by the application itself: see manometer inventory");
        }
        line("");
    }

    private void row(Alike hops) {
        HopVerdict hop = hops.first();
        String name = Words.fit(Words.safe(hops.name()), NAME_WIDTH, terminal.ellipsis());
        long depth = hops.sum(Totals::depthEnd);
        String time = hop.verdict() == Verdict.UNTESTED && depth == 0 ? "-" : Words.duration(hops.longestWaitSeconds());
        line((Words.pad(name, NAME_WIDTH)
                        + ' '
                        + terminal.paint(colour(hop), Words.pad(hop.verdict().name(), 21))
                        + Words.padLeft(Words.count(hops.load(Load::arrivalRate)), 10)
                        + Words.padLeft(Words.count(hops.load(Load::departureRate)), 10)
                        + Words.padLeft(Words.count(depth), 12)
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
        List<HopVerdict> flagged = Ranking.worstFirst(report.analysis().hops()).stream()
                .filter(Ranking::flagged)
                .filter(hop -> !hop.has(Tag.SIDE))
                .toList();
        Alike.of(flagged).stream().limit(MOST_HOPS).forEach(hops -> flagged(hops, report));
    }

    private void flagged(Alike alike, JvmReport report) {
        HopVerdict verdict = alike.first();
        Hop hop = verdict.hop();
        line(terminal.paint(Colour.BOLD, Words.fit(Words.safe(hop.name()), NAME_WIDTH, terminal.ellipsis())) + "  "
                + terminal.paint(colour(verdict), verdict.verdict().name()) + "  "
                + verdict.confidence().name().toLowerCase(Locale.ROOT) + " confidence" + tags(verdict));
        labelled("what", what(hop));
        if (alike.all().size() > 1) {
            labelled(
                    "", "one of " + Words.count(alike.all().size()) + " of that site with this verdict, and the worst");
        }
        labelled("where", hop.site().isEmpty() ? "creation site unknown" : Words.safe(hop.site()));
        verdict.episodes().stream()
                .reduce((earlier, later) -> later)
                .ifPresent(episode -> labelled("when", when(episode)));
        List<String> evidence = new ArrayList<>(verdict.reasons());
        double work = verdict.latencyCostSeconds();
        evidence.add("now " + Words.count(verdict.totals().depthEnd()) + " wait"
                + (Double.isFinite(work) ? ", that is " + Words.duration(work) + " of work" : "") + "; the most were "
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
                verdict.has(Tag.DURABLE)
                        ? "what its consumers can't keep up with waits on the broker's disk, longer from minute to minute, and is lost when"
                                + " retention ends"
                        : "load beyond what its consumers can do turns into memory and waiting, and nobody who could slow down is told";
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
        Map<String, Long> times = findings.stream()
                .collect(Collectors.groupingBy(Finding::message, LinkedHashMap::new, Collectors.counting()));
        for (Finding finding : findings) {
            Long count = times.remove(finding.message());
            if (count == null) {
                continue;
            }
            String severity = finding.severity().name().toLowerCase(Locale.ROOT);
            Colour colour = finding.severity() == Severity.NOTE ? Colour.FAINT : Colour.YELLOW;
            String often = count == 1 ? "" : " (" + Words.count(count) + " of that name)";
            labelledRaw(terminal.paint(colour, severity), severity.length(), Words.safe(finding.message()) + often);
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
        double unrecorded = jvm.unrecordedSeconds();
        if (unrecorded >= LATE_SECONDS && unrecorded <= LATE_SECONDS_AT_MOST) {
            labelled(
                    "note",
                    "the recording begins " + Words.duration(unrecorded)
                            + " after the agent did: what happened before is not in it");
        }
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
