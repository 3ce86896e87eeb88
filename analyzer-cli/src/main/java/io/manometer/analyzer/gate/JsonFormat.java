package io.manometer.analyzer.gate;

import com.fasterxml.jackson.core.JsonGenerator;
import io.manometer.analyzer.report.JsonText;
import java.io.IOException;
import java.util.List;

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
        return JsonText.of(json -> new JsonFormat(json, rendering).write(result));
    }

    private void write(GateResult result) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schemaVersion", SCHEMA_VERSION);
        json.writeStringField("verdict", JsonText.word(result.verdict()));
        json.writeNumberField("exitCode", result.verdict().exitCode());
        json.writeStringField("summary", Summary.of(result));
        json.writeNumberField("jvms", result.jvms());
        json.writeBooleanField("scanned", result.scanned());
        json.writeNumberField("buffers", result.subjects().size());
        JsonText.array(json, "violations", result.outcomes(), this::violation);
        strings("stale", result.stale().stream().map(Fingerprint::toString).toList());
        strings("notices", result.notices());
        JsonText.problems(json, result.problems());
        json.writeEndObject();
    }

    private void violation(Outcome outcome) throws IOException {
        Violation violation = outcome.violation();
        json.writeStartObject();
        json.writeStringField("rule", violation.rule().id());
        json.writeStringField("severity", JsonText.word(violation.severity()));
        json.writeStringField("confidence", JsonText.word(violation.confidence()));
        json.writeStringField("source", JsonText.word(violation.source()));
        json.writeStringField("status", JsonText.word(outcome.status()));
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
        JsonText.array(json, "chain", violation.flow(), this::step);
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

    private void strings(String name, List<String> texts) throws IOException {
        JsonText.array(json, name, texts, json::writeString);
    }
}
