package io.manometer.analyzer.gate;

import io.manometer.analyzer.model.Problem;
import java.util.List;

/**
 * What the gate says.
 *
 * @param outcomes those that fail first, then by severity, then by site
 * @param subjects every buffer that recordings show, each once
 * @param stale lines of the baseline that nothing matches any more
 * @param notices what a reader should know of the allow-list: expired entries, and those that nothing matches
 * @param problems what kept inputs from being read as a whole
 * @param jvms in how many JVMs something of Manometer's was found
 * @param scanned whether a static scan was among the inputs
 */
public record GateResult(
        List<Outcome> outcomes,
        List<Subject> subjects,
        List<Fingerprint> stale,
        List<String> notices,
        List<Problem> problems,
        int jvms,
        boolean scanned) {

    /** The answer in one word; each has its exit code. */
    public enum Verdict {
        CLEAN(0),
        FINDINGS(1),
        INCOMPLETE(3),
        NO_DATA(4);

        private final int exitCode;

        Verdict(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    /** Findings are sure whatever else is missing, so they come first; then what can't be known. */
    public Verdict verdict() {
        if (!failing().isEmpty()) {
            return Verdict.FINDINGS;
        }
        if (problems.stream().anyMatch(problem -> problem.severity() != Problem.Severity.NOTE)) {
            return Verdict.INCOMPLETE;
        }
        return jvms == 0 && !scanned ? Verdict.NO_DATA : Verdict.CLEAN;
    }

    /** What fails the build. */
    public List<Outcome> failing() {
        return outcomes.stream().filter(Outcome::fails).toList();
    }

    /** What doesn't, though neither allowed nor known. */
    public List<Outcome> warnings() {
        return of(Outcome.Status.NEW).stream()
                .filter(outcome -> !outcome.fails())
                .toList();
    }

    public List<Outcome> of(Outcome.Status status) {
        return outcomes.stream().filter(outcome -> outcome.status() == status).toList();
    }
}
