package io.manometer.analyzer.gate;

import com.fasterxml.jackson.core.JsonGenerator;
import io.manometer.analyzer.gate.Outcome.Status;
import io.manometer.analyzer.model.Problem;
import io.manometer.analyzer.model.Severity;
import io.manometer.analyzer.report.JsonText;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** SARIF 2.1.0, as code scanning and IDEs read it. */
final class SarifFormat {
    /** To another page of the documentation, which is not where the file will be read. */
    private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\([^)]*\\.md[^)]*\\)");

    private static final List<GateRule> RULES = List.of(GateRule.values());

    private final JsonGenerator json;
    private final Rendering rendering;

    private SarifFormat(JsonGenerator json, Rendering rendering) {
        this.json = json;
        this.rendering = rendering;
    }

    static String of(GateResult result, Rendering rendering) {
        return JsonText.of(json -> new SarifFormat(json, rendering).write(result));
    }

    private void write(GateResult result) throws IOException {
        json.writeStartObject();
        json.writeStringField("version", "2.1.0");
        json.writeArrayFieldStart("runs");
        json.writeStartObject();
        tool();
        json.writeStringField("columnKind", "utf16CodeUnits");
        invocation(result);
        boolean compared =
                !result.of(Status.BASELINED).isEmpty() || !result.stale().isEmpty();
        json.writeArrayFieldStart("results");
        for (Outcome outcome : result.outcomes()) {
            result(outcome, compared);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void tool() throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "Manometer");
        json.writeStringField("version", rendering.version());
        json.writeArrayFieldStart("rules");
        for (GateRule rule : RULES) {
            rule(rule);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void rule(GateRule rule) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", rule.id());
        json.writeStringField("name", rule.title());
        message("shortDescription", rule.meaning());
        message("fullDescription", rule.title() + ": " + rule.meaning());
        json.writeObjectFieldStart("help");
        json.writeStringField("text", rule.why().strip());
        json.writeStringField("markdown", LINK.matcher(RulePage.of(rule)).replaceAll("$1"));
        json.writeEndObject();
        json.writeObjectFieldStart("defaultConfiguration");
        json.writeStringField("level", level(rule.severity()));
        json.writeEndObject();
        json.writeEndObject();
    }

    private void invocation(GateResult result) throws IOException {
        boolean whole = result.verdict() == GateResult.Verdict.CLEAN || result.verdict() == GateResult.Verdict.FINDINGS;
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", whole);
        json.writeNumberField("exitCode", result.verdict().exitCode());
        json.writeStringField("exitCodeDescription", Summary.of(result));
        json.writeArrayFieldStart("toolExecutionNotifications");
        for (Problem problem : result.problems()) {
            notification(problem.severity() == Problem.Severity.NOTE ? "note" : "error", problem.line());
        }
        for (String notice : Summary.notices(result)) {
            notification("note", notice);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void notification(String level, String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("level", level);
        message("message", text);
        json.writeEndObject();
    }

    private void result(Outcome outcome, boolean compared) throws IOException {
        Violation violation = outcome.violation();
        json.writeStartObject();
        json.writeStringField("ruleId", violation.rule().id());
        json.writeNumberField("ruleIndex", RULES.indexOf(violation.rule()));
        json.writeStringField("level", level(violation.severity()));
        message("message", text(violation));
        json.writeArrayFieldStart("locations");
        if (violation.site().known()) {
            json.writeStartObject();
            location(violation.site());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField("manometer/v1", violation.fingerprint().hash());
        json.writeEndObject();
        codeFlow(violation);
        if (compared) {
            json.writeStringField("baselineState", outcome.status() == Status.BASELINED ? "unchanged" : "new");
        }
        suppressions(outcome);
        properties(outcome);
        json.writeEndObject();
    }

    private static String text(Violation violation) {
        StringBuilder text = new StringBuilder(violation.message());
        violation.evidence().forEach(each -> text.append(". ").append(each));
        if (!violation.fix().isEmpty()) {
            text.append(". Change: ").append(violation.fix());
        }
        return text.append('.').toString();
    }

    private void location(Site site) throws IOException {
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", Escape.uri(rendering.sources().path(site)));
        json.writeStringField("uriBaseId", "%SRCROOT%");
        json.writeEndObject();
        if (site.line() > 0) {
            json.writeObjectFieldStart("region");
            json.writeNumberField("startLine", site.line());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeArrayFieldStart("logicalLocations");
        json.writeStartObject();
        json.writeStringField("fullyQualifiedName", site.member());
        json.writeStringField("kind", "function");
        json.writeEndObject();
        json.writeEndArray();
    }

    /** The way of the pressure: the chain of hops, upstream first. */
    private void codeFlow(Violation violation) throws IOException {
        if (violation.flow().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("codeFlows");
        json.writeStartObject();
        message("message", "the chain, upstream first");
        json.writeArrayFieldStart("threadFlows");
        json.writeStartObject();
        json.writeArrayFieldStart("locations");
        for (Step step : violation.flow()) {
            json.writeStartObject();
            json.writeObjectFieldStart("location");
            if (step.site().known()) {
                location(step.site());
            }
            message("message", step.message());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void suppressions(Outcome outcome) throws IOException {
        json.writeArrayFieldStart("suppressions");
        if (outcome.status() != Status.NEW) {
            json.writeStartObject();
            json.writeStringField("kind", outcome.status() == Status.ANNOTATED ? "inSource" : "external");
            json.writeStringField("justification", Summary.why(outcome));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void properties(Outcome outcome) throws IOException {
        Violation violation = outcome.violation();
        json.writeObjectFieldStart("properties");
        json.writeStringField("hop", violation.hop());
        json.writeStringField("kind", violation.kind());
        json.writeStringField("queueClass", violation.queueClass());
        json.writeStringField("confidence", violation.confidence().name().toLowerCase(Locale.ROOT));
        json.writeBooleanField("failsTheBuild", outcome.fails());
        json.writeEndObject();
    }

    private void message(String field, String text) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("text", Escape.sarif(text));
        json.writeEndObject();
    }

    private static String level(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
