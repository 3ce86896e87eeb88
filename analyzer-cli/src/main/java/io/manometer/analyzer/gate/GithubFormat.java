package io.manometer.analyzer.gate;

import io.manometer.analyzer.model.Severity;
import java.util.ArrayList;
import java.util.List;

/** Workflow commands, which GitHub Actions shows at the lines of a change. It shows no more than ten of a kind and step. */
final class GithubFormat {
    private static final int SHOWN = 10;

    private GithubFormat() {}

    static String of(GateResult result, Rendering rendering) {
        List<Outcome> told = new ArrayList<>(result.failing());
        result.warnings().stream()
                .filter(outcome -> outcome.violation().severity() != Severity.NOTE)
                .forEach(told::add);
        StringBuilder out = new StringBuilder();
        told.stream()
                .limit(SHOWN)
                .forEach(outcome -> out.append(annotation(outcome, rendering)).append('\n'));
        Summary.problems(result)
                .forEach(problem -> out.append("::warning title=Manometer::")
                        .append(Escape.githubMessage(problem))
                        .append('\n'));
        Summary.notices(result)
                .forEach(notice -> out.append("::notice title=Manometer::")
                        .append(Escape.githubMessage(notice))
                        .append('\n'));
        int more = told.size() - SHOWN;
        out.append(Escape.line(Summary.of(result)).replace("##[", "#\\u0023["))
                .append(more > 0 ? " (" + more + " of them are not shown as annotations)" : "")
                .append('\n');
        return out.toString();
    }

    private static String annotation(Outcome outcome, Rendering rendering) {
        Violation violation = outcome.violation();
        List<String> properties = new ArrayList<>();
        String path = rendering.sources().path(violation.site());
        if (!path.isEmpty()) {
            properties.add("file=" + Escape.githubProperty(path));
            if (violation.site().line() > 0) {
                properties.add("line=" + violation.site().line());
            }
        }
        properties.add("title="
                + Escape.githubProperty(
                        violation.rule().id() + ": " + violation.rule().title()));
        String fix = violation.fix().isEmpty() ? "" : "; " + violation.fix();
        return "::" + (outcome.fails() ? "error " : "warning ") + String.join(",", properties) + "::"
                + Escape.githubMessage(violation.message() + fix);
    }
}
