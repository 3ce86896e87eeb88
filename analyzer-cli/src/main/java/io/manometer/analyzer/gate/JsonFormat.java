package io.manometer.analyzer.gate;

import com.fasterxml.jackson.core.JsonGenerator;
import io.manometer.analyzer.model.Problem;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** For programs; {@code docs/check.schema.json} describes it. Fields are only ever added within a version. */
final class JsonFormat {
    static final int SCHEMA_VERSION = 1;

    private final JsonGenerator json;
    private final Rendering rendering;

    private JsonFormat(JsonGenerator json, Rendering rendering) {
        this.json = json;
        this.rendering = rendering;
    }

    static String of(GateResult result, Rendering rendering) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JsonText.generator(text)) {
            new JsonFormat(json, rendering).write(result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    private void write(GateResult result) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schemaVersion", SCHEMA_VERSION);
        json.writeStringField("verdict", lower(result.verdict()));
        json.writeNumberField("exitCode", result.verdict().exitCode());
        json.writeStringField("summary", Summary.of(result));
        json.writeNumberField("jvms", result.jvms());
        json.writeBooleanField("scanned", result.scanned());
        json.writeNumberField("buffers", result.subjects().size());
        json.writeArrayFieldStart("violations");
        for (Outcome outcome : result.outcomes()) {
            violation(outcome);
        }
        json.writeEndArray();
        strings("stale", result.stale().stream().map(Fingerprint::toString).toList());
        strings("notices", result.notices());
        json.writeArrayFieldStart("problems");
        for (Problem problem : result.problems()) {
            problem(problem);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void violation(Outcome outcome) throws IOException {
        Violation violation = outcome.violation();
        json.writeStartObject();
        json.writeStringField("rule", violation.rule().id());
        json.writeStringField("severity", lower(violation.severity()));
        json.writeStringField("confidence", lower(violation.confidence()));
        json.writeStringField("source", lower(violation.source()));
        json.writeStringField("status", lower(outcome.status()));
        json.writeStringField("reason", outcome.reason());
        json.writeBooleanField("fails", outcome.fails());
        json.writeStringField("hop", violation.hop());
        json.writeStringField("kind", violation.kind());
        json.writeStringField("type", violation.type());
        json.writeStringField("bufferType", violation.bufferType());
        json.writeStringField("threads", violation.threads());
        json.writeFieldName("site");
        site(violation.site());
        json.writeNumberField("instances", violation.instances());
        json.writeStringField("message", violation.message());
        json.writeStringField("fix", violation.fix());
        strings("evidence", violation.evidence());
        json.writeArrayFieldStart("chain");
        for (Step step : violation.flow()) {
            step(step);
        }
        json.writeEndArray();
        json.writeStringField("fingerprint", violation.fingerprint().toString());
        strings("allow", Remedies.allow(violation));
        json.writeEndObject();
    }

    private void step(Step step) throws IOException {
        json.writeStartObject();
        json.writeStringField("hop", step.hop());
        json.writeStringField("message", step.message());
        json.writeFieldName("site");
        site(step.site());
        json.writeEndObject();
    }

    private void site(Site site) throws IOException {
        json.writeStartObject();
        json.writeStringField("class", site.className());
        json.writeStringField("method", site.method());
        json.writeStringField("file", site.file());
        json.writeNumberField("line", site.line());
        json.writeStringField("path", rendering.sources().path(site));
        json.writeEndObject();
    }

    private void problem(Problem problem) throws IOException {
        json.writeStartObject();
        json.writeStringField("source", problem.source());
        json.writeStringField("cause", problem.cause());
        json.writeStringField("remedy", problem.remedy());
        json.writeStringField("severity", lower(problem.severity()));
        json.writeEndObject();
    }

    private void strings(String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
