package io.manometer.analyzer.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.manometer.analyzer.gate.Outcome.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class FormatsTest {
    private static final Violation ORDERS = Samples.unbounded("app.Orders.<init>", 12);
    private static final Rendering PLAIN = Rendering.DEFAULT;

    @TempDir
    Path folder;

    static List<GateResult> results() {
        return List.of(
                Samples.result(),
                Samples.result(Samples.fails(ORDERS)),
                Samples.everything(),
                new GateResult(List.of(), List.of(), List.of(), List.of(), List.of(), 0, false));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void no_name_steers_a_terminal_or_starts_a_line(Format format) {
        String text = format.render(Samples.everything(), PLAIN);
        assertThat(text).doesNotContain("\u001b", "\u0000", "\u0007", "\u202E", "\r", "\uD800", "\uFFFE");
        assertThat(text.lines().filter(line -> line.strip().startsWith("::error::")))
                .isEmpty();
        assertThat(text).endsWith("\n");
    }

    @ParameterizedTest
    @MethodSource("results")
    void sarif_is_valid(GateResult result) throws IOException {
        assertThat(sarifSchema().validate(Format.SARIF.render(result, PLAIN), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void the_schema_of_sarif_is_not_satisfied_by_anything() throws IOException {
        String wrong = Format.SARIF.render(Samples.result(), PLAIN).replace("\"2.1.0\"", "\"2.0.0\"");
        assertThat(sarifSchema().validate(wrong, InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void sarif_tells_place_fingerprint_rule_and_chain() throws IOException {
        JsonNode run = sarif(Samples.result(Samples.fails(ORDERS), Samples.fails(Samples.nasty())), PLAIN);
        JsonNode result = run.at("/results/0");
        assertThat(result.at("/ruleId").asText()).isEqualTo("unbounded-queue");
        assertThat(run.at("/tool/driver/rules/" + result.at("/ruleIndex").asInt() + "/id")
                        .asText())
                .isEqualTo("unbounded-queue");
        assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("app/Orders.java");
        assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt())
                .isEqualTo(12);
        assertThat(result.at("/partialFingerprints/manometer~1v1").asText()).matches("[0-9a-f]{32}");
        JsonNode flow = run.at("/results/1/codeFlows/0/threadFlows/0/locations");
        assertThat(flow).hasSize(2);
        assertThat(flow.at("/1/location/message/text").asText()).isEqualTo("next PROPAGATES");
    }

    @Test
    void the_fingerprint_of_sarif_survives_moved_lines_and_tells_places_apart() throws IOException {
        String here = fingerprint(ORDERS);
        assertThat(fingerprint(Samples.unbounded("app.Orders.<init>", 99))).isEqualTo(here);
        assertThat(fingerprint(Samples.unbounded("app.Orders.run", 12))).isNotEqualTo(here);
        assertThat(fingerprint(ORDERS.withOrdinal(2))).isNotEqualTo(here);
    }

    private static String fingerprint(Violation violation) throws IOException {
        return sarif(Samples.result(Samples.fails(violation)), PLAIN)
                .at("/results/0/partialFingerprints/manometer~1v1")
                .asText();
    }

    @Test
    void sarif_suppresses_what_is_allowed_and_knows_the_baseline() throws IOException {
        JsonNode results = sarif(Samples.everything(), PLAIN).at("/results");
        assertThat(results.at("/0/suppressions")).isEmpty();
        assertThat(results.at("/0/baselineState").asText()).isEqualTo("new");
        assertThat(results.at("/2/baselineState").asText()).isEqualTo("unchanged");
        assertThat(results.at("/3/suppressions/0/kind").asText()).isEqualTo("external");
        assertThat(results.at("/4/suppressions/0/kind").asText()).isEqualTo("inSource");
    }

    @Test
    void links_in_names_stay_text_in_sarif() throws IOException {
        JsonNode run = sarif(Samples.result(Samples.fails(Samples.nasty())), PLAIN);
        assertThat(run.at("/results/0/message/text").asText()).contains("\\[j\\](k)");
    }

    @Test
    void paths_are_those_of_the_repository() throws IOException {
        Files.createDirectories(folder.resolve(".git"));
        Path root = folder.resolve("service a/src/main/java");
        Files.createDirectories(root.resolve("app"));
        Files.writeString(root.resolve("app/Orders.java"), "");
        Rendering rendering = PLAIN.withSources(SourceRoots.of(List.of(folder.resolve("none"), root)));
        assertThat(rendering.sources().path(ORDERS.site())).isEqualTo("service a/src/main/java/app/Orders.java");
        assertThat(sarif(Samples.result(Samples.fails(ORDERS)), rendering)
                        .at("/results/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("service%20a/src/main/java/app/Orders.java");
        assertThat(Format.GITHUB.render(Samples.result(Samples.fails(ORDERS)), rendering))
                .startsWith("::error file=service a/src/main/java/app/Orders.java,line=12,title=unbounded-queue%3A ");
    }

    @Test
    void a_kotlin_file_outside_of_its_package_is_found_by_its_name() throws IOException {
        Files.createDirectories(folder.resolve(".git"));
        Files.createDirectories(folder.resolve("src/orders"));
        Files.writeString(folder.resolve("src/orders/Orders.kt"), "");
        SourceRoots sources = SourceRoots.of(List.of(folder.resolve("src")));
        assertThat(sources.path(Site.of("com.acme.orders.OrdersKt.make(Orders.kt:3)")))
                .isEqualTo("src/orders/Orders.kt");
    }

    @Test
    void a_path_never_leaves_the_source_root() throws IOException {
        Files.createDirectories(folder.resolve("src"));
        Files.writeString(folder.resolve("secret"), "");
        SourceRoots sources = SourceRoots.of(List.of(folder.resolve("src")));
        assertThat(sources.path(new Site("A", "b", "../secret", 1))).isEqualTo("../secret");
        assertThat(sources.path(new Site("A", "b", "nul\0", 1))).isEqualTo("nul\0");
    }

    @ParameterizedTest
    @MethodSource("results")
    void junit_can_be_parsed_and_its_counts_are_right(GateResult result) throws Exception {
        Document document = xml(Format.JUNIT.render(result, PLAIN));
        NodeList suites = document.getElementsByTagName("testsuite");
        assertThat(suites.getLength()).isGreaterThanOrEqualTo(GateRule.values().length);
        for (int i = 0; i < suites.getLength(); i++) {
            Element suite = (Element) suites.item(i);
            assertThat(Integer.parseInt(suite.getAttribute("tests")))
                    .isEqualTo(suite.getElementsByTagName("testcase").getLength());
        }
        assertThat(document.getElementsByTagName("failure").getLength())
                .isEqualTo(result.failing().size());
        assertThat(document.getElementsByTagName("error").getLength() > 0)
                .isEqualTo(result.verdict() == GateResult.Verdict.NO_DATA
                        || !result.problems().isEmpty());
    }

    @Test
    void junit_has_a_case_for_each_buffer_and_rule_whether_it_fails_or_not() throws Exception {
        Document document = xml(Format.JUNIT.render(Samples.result(Samples.fails(ORDERS)), PLAIN));
        List<String> cases = new ArrayList<>();
        NodeList found = document.getElementsByTagName("testcase");
        for (int i = 0; i < found.getLength(); i++) {
            Element each = (Element) found.item(i);
            cases.add(each.getAttribute("classname") + " " + each.getAttribute("name") + " "
                    + each.getElementsByTagName("failure").getLength());
        }
        String orders = "Orders.queue at app.Orders.<init>(Orders.java:12)";
        assertThat(cases)
                .contains("manometer.unbounded-queue " + orders + " 1", "manometer.absorbs " + orders + " 0")
                .hasSize(2 * (GateRule.values().length - 1))
                .doesNotHaveDuplicates();
    }

    @Test
    void junit_skips_what_is_allowed_with_the_reason() throws Exception {
        Outcome allowed = new Outcome(ORDERS, Status.ALLOWED, "64 in flight", false);
        Document document = xml(Format.JUNIT.render(Samples.result(allowed), PLAIN));
        Element skipped = (Element) document.getElementsByTagName("skipped").item(0);
        assertThat(skipped.getAttribute("message")).isEqualTo("allowed: 64 in flight");
    }

    @Test
    void github_shows_ten_and_says_how_many_more() {
        Outcome[] many = IntStream.range(0, 14)
                .mapToObj(i -> Samples.fails(Samples.unbounded("app.A.run" + i, i + 1)))
                .toArray(Outcome[]::new);
        String text = Format.GITHUB.render(Samples.result(many), PLAIN);
        assertThat(text.lines().filter(line -> line.startsWith("::error "))).hasSize(10);
        assertThat(text).contains("(4 of them are not shown as annotations)");
    }

    @Test
    void github_commands_hold_one_command_each() {
        String text = Format.GITHUB.render(Samples.everything(), PLAIN);
        assertThat(text.lines().filter(line -> line.startsWith("::")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .matches("::(error|warning|notice) ([a-z]+=[^,:]*)(,[a-z]+=[^,:]*)*::.*")
                        .doesNotContain("##["));
    }

    @Test
    void names_make_no_markup_in_markdown() {
        String text = Format.MARKDOWN.render(Samples.everything(), PLAIN);
        List<String> rows = text.lines().filter(line -> line.startsWith("|")).toList();
        assertThat(rows)
                .isNotEmpty()
                .allSatisfy(row ->
                        assertThat(row.chars().filter(each -> each == '|')).hasSize(6));
        String outsideOfBlocks =
                text.lines().filter(line -> !line.startsWith("    ")).reduce("", (one, other) -> one + "\n" + other);
        assertThat(outsideOfBlocks).doesNotContain("<d>", "[j]", "`g`", "*h*", "_i_", "@u");
    }

    @ParameterizedTest
    @MethodSource("results")
    void json_is_what_the_schema_in_the_documentation_says(GateResult result) throws IOException {
        String schema = Files.readString(Path.of("../docs/check.schema.json"));
        JsonSchema known =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
        String json = Format.JSON.render(result, PLAIN);
        assertThat(known.validate(json, InputFormat.JSON)).isEmpty();
        assertThat(known.validate(json.replace("\"verdict\"", "\"verdikt\""), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void text_has_a_line_for_each_violation_and_the_lines_to_add() {
        String text = Format.TEXT.render(Samples.result(Samples.fails(ORDERS)), PLAIN);
        assertThat(text.lines())
                .first()
                .isEqualTo("error   unbounded-queue  app.Orders.<init>(Orders.java:12): Orders.queue has no limit, so"
                        + " producers are never told (LinkedBlockingQueue)");
        assertThat(text)
                .contains(
                        "FAILED: 1 finding; ",
                        "site = \"app.Orders.<init>\"",
                        ORDERS.fingerprint().toString());
    }

    @Test
    void a_clean_result_is_one_line() {
        assertThat(Format.TEXT.render(Samples.result(), PLAIN))
                .isEqualTo("PASSED: nothing new that fails; checked 2 buffers\n");
    }

    private static JsonNode sarif(GateResult result, Rendering rendering) throws IOException {
        return new ObjectMapper()
                .readTree(Format.SARIF.render(result, rendering))
                .at("/runs/0");
    }

    private static JsonSchema sarifSchema() throws IOException {
        try (InputStream in = FormatsTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            String schema = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
        }
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }
}
