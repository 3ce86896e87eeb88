package io.manometer.analyzer.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.manometer.analyzer.model.Analysis;
import io.manometer.analyzer.model.Chain;
import io.manometer.analyzer.model.Edge;
import io.manometer.analyzer.model.Episode;
import io.manometer.analyzer.model.Exhaustion;
import io.manometer.analyzer.model.Finding;
import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.Jvm;
import io.manometer.analyzer.model.JvmReport;
import io.manometer.analyzer.model.Load;
import io.manometer.analyzer.model.Refusals;
import io.manometer.analyzer.model.Report;
import io.manometer.analyzer.model.StackEvidence;
import io.manometer.analyzer.model.Stage;
import io.manometer.analyzer.model.Tag;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The report for programs; {@code docs/report.schema.json} describes it. Fields are only ever added within a version. */
public final class JsonReport {
    public static final int SCHEMA_VERSION = 1;

    private final JsonGenerator json;

    private JsonReport(JsonGenerator json) {
        this.json = json;
    }

    public static String of(Report report) {
        return JsonText.of(json -> new JsonReport(json).report(report));
    }

    private <T> void array(String name, Collection<T> elements, JsonText.Element<T> writer) throws IOException {
        JsonText.array(json, name, elements, writer);
    }

    private <T> void perJvm(String name, Report report, JsonText.Element<JvmReport> writer) throws IOException {
        json.writeArrayFieldStart(name);
        for (JvmReport jvm : report.jvms()) {
            writer.write(jvm);
        }
        json.writeEndArray();
    }

    private void report(Report report) throws IOException {
        json.writeStartObject();
        json.writeNumberField("schemaVersion", SCHEMA_VERSION);
        array("recordings", report.recordings(), json::writeString);
        perJvm("jvms", report, this::jvm);
        perJvm("hops", report, jvm -> hops(jvm, report.jvms().indexOf(jvm)));
        perJvm("edges", report, jvm -> edges(jvm.analysis()));
        perJvm("chains", report, jvm -> chains(jvm.analysis()));
        perJvm("findings", report, jvm -> findings(jvm.analysis()));
        JsonText.problems(json, report.problems());
        json.writeEndObject();
    }

    private void jvm(JvmReport report) throws IOException {
        Jvm jvm = report.jvm();
        json.writeStartObject();
        if (jvm.pid() < 0) {
            json.writeNullField("pid");
        } else {
            json.writeNumberField("pid", jvm.pid());
        }
        json.writeStringField("application", jvm.application());
        json.writeStringField("version", jvm.version());
        json.writeStringField("agentVersion", jvm.agentVersion());
        array("files", jvm.files(), json::writeString);
        time("agentStarted", jvm.agentStartedMillis() == 0 ? null : jvm.agentStartedMillis());
        time("recordedFrom", jvm.recordedFromMillis());
        time("from", jvm.windows() == 0 ? null : jvm.fromMillis());
        time("to", jvm.windows() == 0 ? null : jvm.toMillis());
        json.writeNumberField("windowSeconds", jvm.windowNanos() / 1e9);
        json.writeNumberField("windows", jvm.windows());
        json.writeNumberField("missingWindows", jvm.missingWindows());
        json.writeNumberField("coarsenedBy", jvm.coarsenedBy());
        json.writeStringField("headline", new Headline(report).text());
        array("notes", report.analysis().notes(), json::writeString);
        json.writeEndObject();
    }

    private void hops(JvmReport report, int jvm) throws IOException {
        for (HopVerdict hop : Ranking.worstFirst(report.analysis().hops())) {
            hop(hop, report, jvm);
        }
    }

    private void hop(HopVerdict verdict, JvmReport report, int jvm) throws IOException {
        Hop hop = verdict.hop();
        json.writeStartObject();
        json.writeNumberField("id", hop.id());
        json.writeNumberField("jvm", jvm);
        description(hop);
        json.writeStringField("verdict", verdict.verdict().name());
        array("tags", verdict.tags(), tag -> json.writeString(tag.name()));
        json.writeStringField("confidence", verdict.confidence().name());
        json.writeNumberField("arrivals", verdict.totals().arrivals());
        json.writeNumberField("departures", verdict.totals().departures());
        refused(verdict.totals().refusals());
        json.writeNumberField("depth", verdict.totals().depthEnd());
        json.writeNumberField("depthMax", verdict.totals().depthMax());
        number("depthSeconds", verdict.latencyCostSeconds());
        json.writeNumberField("seconds", verdict.totals().seconds());
        load(verdict.load());
        headroom(verdict);
        exhaustion(verdict.exhaustion());
        array("reasons", verdict.reasons(), json::writeString);
        json.writeStringField("change", Change.of(verdict));
        array("stacks", report.stacksOf(hop.id()), this::stack);
        array("episodes", verdict.episodes(), this::episode);
        json.writeEndObject();
    }

    private void description(Hop hop) throws IOException {
        json.writeStringField("name", hop.name());
        json.writeStringField("kind", hop.kind());
        json.writeStringField("type", hop.type());
        json.writeStringField("bufferType", hop.bufferType());
        json.writeStringField("site", hop.site());
        json.writeStringField("threads", hop.threads());
        json.writeBooleanField("bounded", hop.bounded());
        if (hop.capacity() < 0) {
            json.writeNullField("capacity");
        } else {
            json.writeNumberField("capacity", hop.capacity());
        }
        json.writeStringField("unit", Headline.unit(hop));
        json.writeStringField("onFull", hop.onFull().name());
        json.writeStringField("handler", hop.handler());
        json.writeNumberField("instances", hop.instances());
        json.writeBooleanField("side", hop.side());
    }

    private void refused(Refusals refusals) throws IOException {
        json.writeObjectFieldStart("refused");
        json.writeNumberField("exception", refusals.exception());
        json.writeNumberField("false", refusals.falseReturned());
        json.writeNumberField("timeout", refusals.timeout());
        json.writeNumberField("droppedNewest", refusals.droppedNewest());
        json.writeNumberField("droppedOldest", refusals.droppedOldest());
        json.writeNumberField("callerRuns", refusals.callerRuns());
        json.writeEndObject();
    }

    private void load(Load load) throws IOException {
        json.writeObjectFieldStart("load");
        number("arrivalRate", load.arrivalRate());
        number("departureRate", load.departureRate());
        number("serviceRate", load.serviceRate());
        number("producerConsumerRatio", load.producerConsumerRatio());
        number("utilisationMean", load.utilisationMean());
        number("utilisationP99", load.utilisationP99());
        number("blockedShare", load.blockedShare());
        number("starvedShare", load.starvedShare());
        number("waitMeanSeconds", load.waitMeanSeconds());
        json.writeEndObject();
    }

    private void headroom(HopVerdict verdict) throws IOException {
        json.writeObjectFieldStart("headroom");
        number("rate", verdict.headroom().rate());
        number("fill", verdict.headroom().fill());
        number("burstSeconds", verdict.headroom().burstSeconds());
        json.writeEndObject();
    }

    private void exhaustion(@Nullable Exhaustion exhaustion) throws IOException {
        if (exhaustion == null) {
            json.writeNullField("exhaustion");
            return;
        }
        json.writeObjectFieldStart("exhaustion");
        json.writeStringField("what", exhaustion.what().name());
        number("fromSeconds", exhaustion.fromSeconds());
        number("toSeconds", exhaustion.toSeconds());
        json.writeNumberField("bytesPerItemAtLeast", exhaustion.bytesPerItem());
        json.writeEndObject();
    }

    private void stack(StackEvidence stack) throws IOException {
        json.writeStartObject();
        json.writeStringField("what", stack.what());
        array("frames", stack.frames(), json::writeString);
        json.writeEndObject();
    }

    private void episode(Episode episode) throws IOException {
        json.writeStartObject();
        time("from", episode.fromMillis());
        time("to", episode.toMillis());
        json.writeStringField("verdict", episode.verdict().name());
        array("tags", episode.tags(), (Tag tag) -> json.writeString(tag.name()));
        json.writeStringField("confidence", episode.confidence().name());
        json.writeBooleanField("openAtEnd", episode.openAtEnd());
        json.writeBooleanField("growing", episode.growing());
        json.writeNumberField("arrivals", episode.arrivals());
        json.writeNumberField("departures", episode.departures());
        json.writeNumberField("depthStart", episode.depthStart());
        json.writeNumberField("depthEnd", episode.depthEnd());
        number("floorSeconds", episode.floorSeconds());
        json.writeObjectFieldStart("growth");
        number("itemsPerSecond", episode.growth().estimate());
        number("lower", episode.growth().lower());
        number("upper", episode.growth().upper());
        json.writeEndObject();
        json.writeObjectFieldStart("shares");
        number("blocked", episode.shares().blocked());
        number("refused", episode.shares().refused());
        number("paused", episode.shares().paused());
        number("callerRuns", episode.shares().callerRuns());
        number("addedNotWritable", episode.shares().addedNotWritable());
        json.writeEndObject();
        activation(episode);
        json.writeEndObject();
    }

    private void activation(Episode episode) throws IOException {
        var activation = episode.activation();
        if (activation == null) {
            json.writeNullField("activation");
            return;
        }
        json.writeObjectFieldStart("activation");
        time("at", activation.atMillis());
        json.writeNumberField("depth", activation.depth());
        number("latencySeconds", activation.latencySeconds());
        json.writeEndObject();
    }

    private void edges(Analysis analysis) throws IOException {
        for (Edge edge : analysis.edges()) {
            json.writeStartObject();
            json.writeNumberField("from", edge.from());
            json.writeNumberField("to", edge.to());
            json.writeNumberField("count", edge.count());
            number("fanOut", edge.fanOut());
            number("fanIn", edge.fanIn());
            json.writeEndObject();
        }
    }

    private void chains(Analysis analysis) throws IOException {
        for (Chain chain : analysis.chains()) {
            json.writeStartObject();
            array("hops", chain.hops(), json::writeNumber);
            id("bottleneck", chain.bottleneck());
            json.writeStringField("stage", chain.stage());
            Chain.ChainVerdict verdict = chain.verdict();
            json.writeStringField("verdict", verdict == null ? null : verdict.name());
            id("brokenAt", chain.brokenAt());
            array("couplings", chain.couplings(), coupling -> {
                json.writeStartObject();
                json.writeNumberField("blocking", coupling.blocking());
                json.writeNumberField("starved", coupling.starved());
                json.writeEndObject();
            });
            array("stages", chain.stages(), this::stage);
            json.writeStringField("crossCheck", chain.crossCheck().name());
            json.writeEndObject();
        }
    }

    private void stage(Stage stage) throws IOException {
        Stage.Clock clock = stage.clock();
        json.writeStartObject();
        json.writeNumberField("hop", stage.hop());
        number("producersBlocked", stage.producersBlocked());
        number("blockedOut", clock == null ? null : Double.valueOf(clock.blockedOut()));
        number("starvedIn", clock == null ? null : Double.valueOf(clock.starvedIn()));
        number("busy", clock == null ? null : Double.valueOf(clock.busy()));
        json.writeStringField("arrow", stage.arrow().name());
        json.writeEndObject();
    }

    private void findings(Analysis analysis) throws IOException {
        for (Finding finding : analysis.findings()) {
            json.writeStartObject();
            json.writeStringField("rule", finding.rule().id());
            json.writeStringField("severity", finding.severity().name().toLowerCase(Locale.ROOT));
            id("hop", finding.hop());
            json.writeStringField("message", finding.message());
            json.writeEndObject();
        }
    }

    private void id(String name, @Nullable Long id) throws IOException {
        if (id == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, id);
        }
    }

    private void time(String name, @Nullable Long millis) throws IOException {
        json.writeStringField(
                name, millis == null ? null : Instant.ofEpochMilli(millis).toString());
    }

    /** Null for what is not known and for what no number says: JSON has neither infinity nor NaN. */
    private void number(String name, @Nullable Double value) throws IOException {
        if (value == null || value.isNaN() || value.isInfinite()) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }
}
