package io.manometer.analyzer.gate;

import io.manometer.analyzer.model.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** As test runners write it: a suite for each rule, a case for each buffer that it was held against. */
final class JUnitFormat {
    private final Xml xml = new Xml();

    private JUnitFormat() {}

    /** One case; without an outcome, the buffer does not break the rule. */
    private record Case(String name, List<Outcome> outcomes) {
        boolean fails() {
            return outcomes.stream().anyMatch(Outcome::fails);
        }

        boolean skipped() {
            return !fails()
                    && !outcomes.isEmpty()
                    && outcomes.stream().noneMatch(outcome -> outcome.status() == Outcome.Status.NEW);
        }
    }

    static String of(GateResult result, Rendering rendering) {
        JUnitFormat junit = new JUnitFormat();
        junit.write(result);
        return junit.xml + "\n";
    }

    private void write(GateResult result) {
        Map<GateRule, List<Case>> suites = suites(result);
        List<Problem> problems = result.problems().stream()
                .filter(problem -> problem.severity() != Problem.Severity.NOTE)
                .toList();
        List<Case> all = suites.values().stream().flatMap(List::stream).toList();
        newLine();
        xml.start("testsuites");
        xml.attribute("name", "manometer");
        counts(all, problems.size());
        for (Map.Entry<GateRule, List<Case>> suite : suites.entrySet()) {
            suite(suite.getKey(), suite.getValue());
        }
        inputs(problems, result);
        newLine();
        xml.end();
    }

    private static Map<GateRule, List<Case>> suites(GateResult result) {
        Map<GateRule, List<Case>> suites = new EnumMap<>(GateRule.class);
        for (GateRule rule : GateRule.values()) {
            List<Outcome> outcomes = result.outcomes().stream()
                    .filter(outcome -> outcome.violation().rule() == rule)
                    .toList();
            suites.put(rule, cases(rule, outcomes, result.subjects()));
        }
        return suites;
    }

    private static List<Case> cases(GateRule rule, List<Outcome> outcomes, List<Subject> subjects) {
        List<Case> cases = new ArrayList<>();
        Map<String, Integer> names = new HashMap<>();
        Set<List<Object>> told = new HashSet<>();
        for (Outcome outcome : outcomes) {
            Violation violation = outcome.violation();
            told.add(List.of(violation.site(), violation.queueClass()));
            told.add(List.of(violation.hop(), violation.site()));
            cases.add(new Case(unique(names, name(violation.displayName(), violation.site())), List.of(outcome)));
        }
        if (rule == GateRule.LOST_DATA) {
            return cases;
        }
        for (Subject subject : subjects) {
            String type = subject.bufferType().isEmpty() ? subject.type() : subject.bufferType();
            boolean toldAlready = (subject.site().known() && told.contains(List.of(subject.site(), type)))
                    || told.contains(List.of(subject.hop(), subject.site()));
            if (!toldAlready) {
                String display = subject.hop().isEmpty() ? type.substring(type.lastIndexOf('.') + 1) : subject.hop();
                cases.add(new Case(unique(names, name(display, subject.site())), List.of()));
            }
        }
        return cases;
    }

    private static String name(String display, Site site) {
        return Escape.line(site.known() ? display + " at " + site : display);
    }

    private static String unique(Map<String, Integer> names, String name) {
        int times = names.merge(name, 1, Integer::sum);
        return times == 1 ? name : name + " #" + times;
    }

    private void suite(GateRule rule, List<Case> cases) {
        newLine();
        xml.start("testsuite");
        xml.attribute("name", "manometer." + rule.id());
        counts(cases, 0);
        for (Case each : cases) {
            testCase(rule, each);
        }
        newLine();
        xml.end();
    }

    private void testCase(GateRule rule, Case each) {
        newLine();
        xml.start("testcase");
        xml.attribute("classname", "manometer." + rule.id());
        xml.attribute("name", each.name());
        xml.attribute("time", "0");
        for (Outcome outcome : each.outcomes()) {
            outcome(outcome);
        }
        xml.end();
    }

    private void outcome(Outcome outcome) {
        Violation violation = outcome.violation();
        if (outcome.fails()) {
            xml.start("failure");
            xml.attribute("type", violation.rule().id());
            xml.attribute("message", Escape.line(violation.message()));
            xml.text(details(violation));
            xml.end();
        } else if (outcome.status() == Outcome.Status.NEW) {
            xml.start("system-out");
            xml.text(details(violation));
            xml.end();
        } else {
            xml.start("skipped")
                    .attribute("message", Escape.line(Summary.why(outcome)))
                    .end();
        }
    }

    private static String details(Violation violation) {
        List<String> lines = new ArrayList<>(List.of(violation.message()));
        if (violation.site().known()) {
            lines.add("at " + violation.site());
        }
        lines.addAll(violation.evidence());
        if (!violation.fix().isEmpty()) {
            lines.add("change: " + violation.fix());
        }
        return lines.stream().map(Escape::line).collect(Collectors.joining("\n"));
    }

    /** That an input was not read is an error, which no viewer takes for a pass. */
    private void inputs(List<Problem> problems, GateResult result) {
        boolean noData = result.verdict() == GateResult.Verdict.NO_DATA;
        if (problems.isEmpty() && !noData) {
            return;
        }
        int errors = problems.size() + (noData ? 1 : 0);
        newLine();
        xml.start("testsuite");
        xml.attribute("name", "manometer.inputs");
        xml.attribute("tests", Integer.toString(errors));
        xml.attribute("errors", Integer.toString(errors));
        for (Problem problem : problems) {
            input(problem.source(), problem.line());
        }
        if (noData) {
            input("recordings", Summary.of(result));
        }
        newLine();
        xml.end();
    }

    private void input(String name, String message) {
        newLine();
        xml.start("testcase");
        xml.attribute("classname", "manometer.inputs");
        xml.attribute("name", Escape.line(name));
        xml.start("error").attribute("message", Escape.line(message)).end();
        xml.end();
    }

    private void counts(List<Case> cases, int errors) {
        xml.attribute("tests", Integer.toString(cases.size() + errors));
        xml.attribute(
                "failures", Long.toString(cases.stream().filter(Case::fails).count()));
        xml.attribute("errors", Integer.toString(errors));
        xml.attribute(
                "skipped", Long.toString(cases.stream().filter(Case::skipped).count()));
    }

    private void newLine() {
        xml.text("\n");
    }
}
