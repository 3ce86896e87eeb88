package io.manometer.analyzer.gate;

import io.manometer.analyzer.model.Confidence;
import io.manometer.analyzer.model.Problem;
import io.manometer.analyzer.model.Severity;
import java.util.List;

/** Violations and results made up for the tests. */
final class Samples {
    static final String QUEUE = "java.util.concurrent.LinkedBlockingQueue";

    /** All that a name could break something with. */
    static final String NASTY =
            "a\"b'c<d>&e|f`g`*h*_i_[j](k)\u001b[2J\u0000\u0007\r\n::error::l%25m,n:o##[group]p\u202Eq\uD800r\uFFFEs\\t@u]]>{0}";

    private Samples() {}

    static Violation unbounded(String member, int line) {
        return violation(GateRule.UNBOUNDED_QUEUE, "Orders.queue", Site.of(member + "(Orders.java:" + line + ")"));
    }

    static Violation violation(GateRule rule, String hop, Site site) {
        return new Violation(
                rule,
                rule.severity(),
                Confidence.HIGH,
                Violation.Source.RECORDING,
                hop,
                "queue",
                QUEUE,
                QUEUE,
                "",
                site,
                hop + " has no limit, so producers are never told",
                "give it a limit",
                List.of("at its deepest 7 waited"),
                List.of(),
                1,
                1);
    }

    static Violation nasty() {
        Site site = new Site("app." + NASTY, NASTY, NASTY + ".java", 12);
        List<Step> flow = List.of(new Step(NASTY, site, NASTY), new Step("next", Site.UNKNOWN, "next PROPAGATES"));
        return new Violation(
                GateRule.ABSORBS,
                Severity.ERROR,
                Confidence.MEDIUM,
                Violation.Source.RECORDING,
                NASTY,
                "queue",
                NASTY,
                NASTY,
                NASTY,
                site,
                NASTY,
                NASTY,
                List.of(NASTY),
                flow,
                3,
                1);
    }

    static Outcome fails(Violation violation) {
        return new Outcome(violation, Outcome.Status.NEW, "", true);
    }

    static GateResult result(Outcome... outcomes) {
        return new GateResult(
                List.of(outcomes),
                List.of(
                        new Subject(
                                "Orders.queue", "queue", QUEUE, QUEUE, Site.of("app.Orders.<init>(Orders.java:12)")),
                        new Subject(NASTY, "queue", QUEUE, QUEUE, Site.UNKNOWN)),
                List.of(),
                List.of(),
                List.of(),
                1,
                false);
    }

    /** Something of everything, all of it with names that try to break out. */
    static GateResult everything() {
        Violation known = unbounded("app.Known.<init>", 7);
        return new GateResult(
                List.of(
                        fails(nasty()),
                        new Outcome(
                                violation(GateRule.UNBOUNDED_THREADS, NASTY, Site.UNKNOWN),
                                Outcome.Status.NEW,
                                "",
                                false),
                        new Outcome(known, Outcome.Status.BASELINED, NASTY, false),
                        new Outcome(unbounded("app.Allowed.run", 8), Outcome.Status.ALLOWED, NASTY, false),
                        new Outcome(unbounded("app.Marked.run", 9), Outcome.Status.ANNOTATED, NASTY, false)),
                List.of(new Subject(NASTY, "queue", QUEUE, QUEUE, Site.UNKNOWN)),
                List.of(new Fingerprint("unbounded-queue", NASTY, QUEUE, 1)),
                List.of(NASTY),
                List.of(new Problem(NASTY, NASTY, NASTY, Problem.Severity.INCOMPLETE)),
                1,
                false);
    }
}
