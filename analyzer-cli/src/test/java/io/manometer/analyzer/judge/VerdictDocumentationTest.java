package io.manometer.analyzer.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.model.Confidence;
import io.manometer.analyzer.model.Rule;
import io.manometer.analyzer.model.Tag;
import io.manometer.analyzer.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The tables of docs/verdicts.md come from the enums; {@code -Dmanometer.docs.update=true} writes them anew. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VerdictDocumentationTest {
    private static final Path PAGE = Path.of("..", "docs", "verdicts.md");

    @Test
    void the_table_of_verdicts_is_that_of_the_code() throws IOException {
        check(
                "verdicts",
                "| verdict | meaning | necessary evidence |\n| --- | --- | --- |\n"
                        + rows(
                                Verdict.values(),
                                verdict -> "`" + verdict + "` | " + verdict.meaning() + " | " + verdict.evidence()));
    }

    @Test
    void the_table_of_tags_is_that_of_the_code() throws IOException {
        check(
                "tags",
                "| tag | meaning |\n| --- | --- |\n" + rows(Tag.values(), tag -> "`" + tag + "` | " + tag.meaning()));
    }

    @Test
    void the_table_of_confidence_is_that_of_the_code() throws IOException {
        check(
                "confidence",
                "| confidence | meaning |\n| --- | --- |\n"
                        + rows(Confidence.values(), value -> "`" + value + "` | " + value.meaning()));
    }

    @Test
    void the_table_of_rules_is_that_of_the_code() throws IOException {
        check(
                "rules",
                "| rule | meaning |\n| --- | --- |\n"
                        + rows(Rule.values(), rule -> "`" + rule.id() + "` | " + rule.meaning()));
    }

    private static <T> String rows(T[] values, Function<T, String> row) {
        return Arrays.stream(values)
                .map(value -> "| " + row.apply(value) + " |\n")
                .collect(Collectors.joining());
    }

    private static void check(String name, String table) throws IOException {
        String begin = "<!-- from the code: " + name + " -->\n";
        String end = "<!-- end -->";
        String page = Files.readString(PAGE);
        int start = page.indexOf(begin);
        assertThat(start).as("the mark of " + name + " in " + PAGE).isNotNegative();
        int from = start + begin.length();
        int to = page.indexOf(end, from);
        if (Boolean.getBoolean("manometer.docs.update")) {
            Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
            return;
        }
        assertThat(page.substring(from, to))
                .as(PAGE + " is out of date: run this test with -Dmanometer.docs.update=true")
                .isEqualTo(table);
    }
}
