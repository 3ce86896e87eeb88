package io.manometer.testapps.grading;

import io.manometer.testapps.scenarios.ExpectedChain;
import io.manometer.testapps.scenarios.ExpectedEpisode;
import io.manometer.testapps.scenarios.ExpectedHop;
import io.manometer.testapps.scenarios.Scenario;
import io.manometer.testapps.scenarios.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One answer and what it is worth.
 *
 * @param hop field that holds the buffer, or "chain"
 * @param alarm whether an alarm is right; null for chains and for runs that aren't graded
 * @param utilisation realised, 0 where it is not known
 * @param naive by name, whether each of the naive detectors would have raised an alarm; empty where nothing is graded
 */
record Grade(
        Run run,
        String hop,
        String expected,
        String got,
        String confidence,
        Mark mark,
        @Nullable Boolean alarm,
        double utilisation,
        String note,
        Map<String, Boolean> naive) {

    /** Arrivals beyond this share of what was really offered have been counted twice. */
    private static final double TOO_MANY_ARRIVALS = 1.1;

    private static final int FEW_ARRIVALS = 500;

    enum Mark {
        OK,
        /** Right verdict, but a tag is missing or wrong, or the count is. */
        DETAIL,
        WRONG,
        /** A verdict that the scenario must never get. */
        FORBIDDEN,
        MISSING,
        /** The run was not the case it was meant to be: realised utilisation too close to 1. */
        UNGRADED;

        boolean fails() {
            return this != OK && this != UNGRADED;
        }
    }

    /** One run of one scenario. */
    record Run(Scenario scenario, String java, long seed, long seconds) {}

    static List<Grade> grade(Run run, Report report, Map<String, TruthOfHop> truth, Gauges gauges) {
        List<Grade> grades = new ArrayList<>();
        boolean graded = true;
        for (ExpectedHop expected : run.scenario.hops()) {
            TruthOfHop realised = truth.getOrDefault(expected.field(), TruthOfHop.UNKNOWN);
            Grade grade = gradeHop(run, expected, report, realised, gauges);
            graded &= grade.mark != Mark.UNGRADED;
            grades.add(grade);
        }
        ExpectedChain chain = run.scenario.chain();
        if (chain != null && graded) {
            grades.add(gradeChain(run, chain, report));
        }
        return grades;
    }

    static Grade failed(Run run, String why) {
        return new Grade(run, "-", "a report", "none", "", Mark.MISSING, null, 0, why, Map.of());
    }

    private static Grade gradeHop(Run run, ExpectedHop expected, Report report, TruthOfHop truth, Gauges gauges) {
        String right = expected.right().stream().map(Verdict::name).collect(Collectors.joining(" or "));
        List<Report.Hop> hops = report.hopsNamedAfter(expected.field());
        if (hops.size() != 1) {
            String names = report.hops().stream().map(Report.Hop::name).collect(Collectors.joining(", "));
            String got = hops.isEmpty() ? "no such hop" : hops.size() + " such hops";
            return new Grade(run, expected.field(), right, got, "", Mark.MISSING, null, 0, "in: " + names, Map.of());
        }
        Report.Hop hop = hops.get(0);
        boolean gradable = expected.gradableAt(truth.utilisation());
        String details = details(expected, hop, truth);
        return new Grade(
                run,
                expected.field(),
                right,
                hop.verdict(),
                hop.confidence(),
                gradable ? mark(expected, hop, details) : Mark.UNGRADED,
                gradable ? expected.right().get(0).isAlarm() : null,
                truth.utilisation(),
                gradable ? details : "realised utilisation is not what it should be",
                gradable ? gauges.alarms(hop.id()) : Map.of());
    }

    private static Mark mark(ExpectedHop expected, Report.Hop hop, String details) {
        if (expected.never().stream().anyMatch(verdict -> verdict.name().equals(hop.verdict()))) {
            return Mark.FORBIDDEN;
        }
        if (expected.right().stream().noneMatch(verdict -> verdict.name().equals(hop.verdict()))) {
            return Mark.WRONG;
        }
        return details.isEmpty() ? Mark.OK : Mark.DETAIL;
    }

    private static String details(ExpectedHop expected, Report.Hop hop, TruthOfHop truth) {
        List<String> details = new ArrayList<>();
        for (String tag : new TreeSet<>(expected.tags())) {
            if (!hop.tags().contains(tag)) {
                details.add("not tagged " + tag);
            }
        }
        for (String tag : new TreeSet<>(expected.neverTags())) {
            if (hop.tags().contains(tag)) {
                details.add("tagged " + tag);
            }
        }
        double arrivals = hop.arrivals() / expected.unit();
        if (truth.offered() > FEW_ARRIVALS && arrivals > truth.offered() * TOO_MANY_ARRIVALS) {
            details.add(String.format(Locale.ROOT, "%.0f arrivals, %d were offered", arrivals, truth.offered()));
        }
        details.addAll(onsets(expected, hop, truth));
        return String.join(", ", details);
    }

    /** Each expected episode is looked for behind the one before it. */
    private static List<String> onsets(ExpectedHop expected, Report.Hop hop, TruthOfHop truth) {
        List<String> wrong = new ArrayList<>();
        int next = 0;
        for (ExpectedEpisode episode : expected.episodes()) {
            double onset = episode.onset(truth.seconds());
            int found = next;
            while (found < hop.episodes().size()
                    && !(hop.episodes()
                                    .get(found)
                                    .verdict()
                                    .equals(episode.verdict().name())
                            && Math.abs(begins(hop.episodes().get(found), truth) - onset) <= episode.within())) {
                found++;
            }
            if (found == hop.episodes().size()) {
                wrong.add(String.format(
                        Locale.ROOT, "%s should begin at %.0f s, has %s", episode.verdict(), onset, told(hop, truth)));
            } else {
                next = found + 1;
            }
        }
        return wrong;
    }

    private static String told(Report.Hop hop, TruthOfHop truth) {
        return hop.episodes().stream()
                .map(episode -> String.format(Locale.ROOT, "%s at %.1f s", episode.verdict(), begins(episode, truth)))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static double begins(Report.Episode episode, TruthOfHop truth) {
        return (episode.fromMillis() - truth.startMillis()) / 1e3;
    }

    private static Grade gradeChain(Run run, ExpectedChain expected, Report report) {
        String right = chain(expected.bottleneck(), expected.verdict(), expected.brokenAt());
        List<String> got = report.chains().stream()
                .map(chain -> chain(
                        field(report.nameOf(chain.bottleneck())),
                        chain.verdict(),
                        chain.brokenAt().isEmpty() ? null : field(report.nameOf(chain.brokenAt()))))
                .toList();
        boolean ok = got.contains(right);
        return new Grade(
                run,
                "chain",
                right,
                ok ? right : got.isEmpty() ? "no chain" : String.join("; ", got),
                "",
                ok ? Mark.OK : Mark.WRONG,
                null,
                0,
                "",
                Map.of());
    }

    private static String chain(String bottleneck, String verdict, @Nullable String brokenAt) {
        return "bottleneck " + bottleneck + ", " + verdict + (brokenAt == null ? "" : " at " + brokenAt);
    }

    private static String field(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** What the load generator says of a hop. */
    record TruthOfHop(long offered, double utilisation, long startMillis, double seconds) {
        static final TruthOfHop UNKNOWN = new TruthOfHop(0, 0, 0, 0);
    }
}
