package io.manometer.analyzer.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.model.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages of docs/rules and docs/allow-list.md come from the code. */
class RulesDocumentTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final String COMMAND =
            "mvn -pl jfr-events,annotations,analyzer-cli test -Dtest=RulesDocumentTest -Dmanometer.docs=write"
                    + " -Dsurefire.failIfNoSpecifiedTests=false";

    @BeforeAll
    static void writeIfAsked() throws IOException {
        if (System.getProperty("manometer.docs", "").equals("write")) {
            Files.createDirectories(DOCS.resolve("rules"));
            for (Map.Entry<String, String> page : pages().entrySet()) {
                Files.writeString(DOCS.resolve(page.getKey()), page.getValue());
            }
        }
    }

    private static Map<String, String> pages() throws IOException {
        Map<String, String> pages = new TreeMap<>();
        for (GateRule rule : GateRule.values()) {
            pages.put("rules/" + rule.id() + ".md", RulePage.of(rule));
        }
        pages.put("rules/README.md", index());
        pages.put("allow-list.md", allowList());
        return pages;
    }

    private static String index() {
        String rows = Arrays.stream(GateRule.values())
                .map(rule -> "| [" + rule.id() + "](" + rule.id() + ".md) | "
                        + rule.severity().name().toLowerCase(java.util.Locale.ROOT) + " | " + rule.meaning() + " |\n")
                .collect(Collectors.joining());
        return "# Rules of the gate\n\n"
                + "What `manometer check` looks for, each with why, an example, the fix and when it is fine. Errors fail a build;\n"
                + "warnings are shown, and fail where `--fail-on` names them.\n\n"
                + "Generated from the code. After a change: `" + COMMAND + "`\n\n"
                + "| rule | severity | meaning |\n| --- | --- | --- |\n" + rows;
    }

    private static String allowList() throws IOException {
        Path shipped = Path.of("src/main/resources/io/manometer/analyzer/gate/allowed.toml");
        return "# What is allowed everywhere\n\n"
                + "Queues and pools without a limit on purpose, which the gate allows without being asked. A project adds its own in\n"
                + "`manometer.toml`, in the same form: see [cli.md](cli.md#manometertoml).\n\n"
                + "Generated from the code. After a change: `" + COMMAND + "`\n\n"
                + "```toml\n" + Files.readString(shipped) + "```\n";
    }

    @Test
    void the_pages_are_what_the_code_says_and_there_are_no_others() throws IOException {
        for (Map.Entry<String, String> page : pages().entrySet()) {
            assertThat(DOCS.resolve(page.getKey()))
                    .as("stale; regenerate it with: " + COMMAND)
                    .hasContent(page.getValue());
        }
        try (Stream<Path> found = Files.list(DOCS.resolve("rules"))) {
            assertThat(found.map(file -> "rules/" + file.getFileName())).isSubsetOf(pages().keySet());
        }
    }

    @ParameterizedTest
    @EnumSource(GateRule.class)
    void each_rule_says_why_shows_an_example_a_fix_and_when_it_is_fine(GateRule rule) {
        assertThat(List.of(rule.title(), rule.why(), rule.example(), rule.fix(), rule.whenFine()))
                .allSatisfy(text -> assertThat(text).isNotBlank());
        assertThat(rule.example()).contains("```");
        assertThat(Fixes.of(rule, "queue", Samples.QUEUE)).isNotBlank();
    }

    @Test
    void the_gate_knows_every_rule_of_the_analyzer_and_in_its_order() {
        assertThat(GateRule.ids())
                .containsExactlyElementsOf(
                        Arrays.stream(Rule.values()).map(Rule::id).toList());
    }
}
