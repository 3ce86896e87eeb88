package io.manometer.analyzer.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manometer.analyzer.model.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AllowListTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "com.acme.Orders.<init>, true",
        "com.acme.*, true",
        "*.Orders.*, true",
        "*, true",
        "com.acme.Orders, false",
        "com.acme, false",
        "com.acme.Order, false",
        "com.acme.Orders.<init>x, false",
        "com?acme.*, false"
    })
    void a_site_matches_a_pattern_as_a_whole(String pattern, boolean matches) throws IOException {
        AllowList list = read("[[allow]]\nsite = \"" + pattern + "\"\nreason = \"because\"")
                .allowList();
        assertThat(list.match(Samples.unbounded("com.acme.Orders.<init>", 3), TODAY)
                        .isPresent())
                .isEqualTo(matches);
    }

    @Test
    void a_lambda_matches_with_and_without_its_number() throws IOException {
        Violation violation = Samples.unbounded("com.acme.Orders.lambda$run$7", 3);
        for (String site : List.of("com.acme.Orders.lambda$run$7", "com.acme.Orders.lambda$run")) {
            AllowList list =
                    read("[[allow]]\nsite = '" + site + "'\nreason = 'because'").allowList();
            assertThat(list.match(violation, TODAY)).isPresent();
        }
    }

    @Test
    void an_entry_for_a_rule_leaves_other_rules_alone() throws IOException {
        AllowList list = read("""
                [[allow]]
                rule = ["unbounded-threads", "unbounded-queue"]
                site = "com.acme.*"
                reason = "at most 64 requests in flight"
                """).allowList();
        Site site = Site.of("com.acme.A.b(A.java:1)");
        assertThat(list.match(Samples.violation(GateRule.UNBOUNDED_QUEUE, "x", site), TODAY))
                .hasValueSatisfying(entry -> assertThat(entry.reason()).isEqualTo("at most 64 requests in flight"));
        assertThat(list.match(Samples.violation(GateRule.ABSORBS, "x", site), TODAY))
                .isEmpty();
    }

    @Test
    void an_entry_holds_on_its_last_day_and_not_on_the_next() throws IOException {
        for (String date : List.of("2026-11-21", "\"2026-11-21\"")) {
            AllowList list = read("[[allow]]\nsite = \"*\"\nreason = \"until then\"\nexpires = " + date)
                    .allowList();
            assertThat(list.match(Samples.unbounded("a.B.c", 1), TODAY)).isPresent();
            assertThat(list.match(Samples.unbounded("a.B.c", 1), TODAY.plusDays(1)))
                    .isEmpty();
        }
    }

    @Test
    void libraries_are_allowed_when_a_project_names_its_own_packages() throws IOException {
        AllowList list = read("own = [\"com.acme.*\"]").allowList();
        assertThat(list.match(Samples.unbounded("com.acme.Orders.run", 1), TODAY))
                .isEmpty();
        assertThat(list.match(Samples.unbounded("com.acmeother.Orders.run", 1), TODAY))
                .isPresent();
        assertThat(list.match(Samples.unbounded("com.zaxxer.hikari.HikariPool.<init>", 1), TODAY))
                .hasValueSatisfying(entry -> assertThat(entry.reason()).contains("library", "com.acme.*"));
        assertThat(list.match(Samples.violation(GateRule.UNBOUNDED_QUEUE, "x", Site.UNKNOWN), TODAY))
                .as("unknown sites are nobody's")
                .isEmpty();
        Site library = Site.of("com.zaxxer.A.b(A.java:1)");
        assertThat(list.match(Samples.violation(GateRule.ABSORBS, "x", library), TODAY))
                .isEmpty();
    }

    @Test
    void all_keys_are_read_and_paths_are_those_beside_the_file() throws IOException {
        GateConfig config = read("""
                fail-on = ["default", "unbounded-threads"]
                baseline = "known.txt"
                source-roots = ["src/main/java"]
                classes = "target/classes"
                """);
        assertThat(config.failOn()).isNotNull();
        assertThat(config.failOn().lowest()).containsEntry(GateRule.UNBOUNDED_THREADS, Severity.WARNING);
        assertThat(config.baseline()).isEqualTo(folder.resolve("known.txt"));
        assertThat(config.sourceRoots()).containsExactly(folder.resolve("src/main/java"));
        assertThat(config.classes()).containsExactly(folder.resolve("target/classes"));
    }

    static List<Arguments> wrong() {
        return List.of(
                Arguments.of("[[allow]]\nsite = \"a.*\"", ":2: an entry needs a reason"),
                Arguments.of("\n[[allow]]\nsite = \"a.*\"\nreason = \"  \"", ":4:1: reason is empty"),
                Arguments.of("[[allow]]\nreason = \"x\"", ":2: an entry needs something to match"),
                Arguments.of("[[allow]]\nsite = \"\"\nreason = \"x\"", ":2:1: site is empty"),
                Arguments.of(
                        "[[allow]]\nsite = \"a\"\nreason = \"x\"\nexpire = 2026-01-01",
                        ":4:1: there is no key \"expire\""),
                Arguments.of(
                        "[[allow]]\nsite = \"a\"\nreason = \"x\"\nexpires = \"soon\"", ":4:1: expires must be a date"),
                Arguments.of("[[allow]]\nsite = \"a\"\nreason = \"x\"\nexpires = 3", ":4:1: expires must be a date"),
                Arguments.of(
                        "[[allow]]\nsite = \"a\"\nreason = \"x\"\nrule = \"unbounded\"",
                        ":4:1: there is no rule \"unbounded\""),
                Arguments.of("[[allow]]\nsite = 3\nreason = \"x\"", ":2:1: site must be a text"),
                Arguments.of("allow = \"a\"", ":1:1: write each entry as [[allow]]"),
                Arguments.of("[alow]\nsite = \"a\"", ":1:1: there is no key \"alow\""),
                Arguments.of("fail-on = [\"never\"]", ":1:1: there is no rule \"never\""),
                Arguments.of("own = []", ":1:1: own is empty"),
                Arguments.of("a = ", ":1:"),
                Arguments.of("[[allow]]\nsite = \"a\nreason = \"x\"", ":2:"),
                Arguments.of("a = 1\na = 2", ":2:"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void a_mistake_is_one_line_with_its_place(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(GateInputException.class)
                .hasMessageContaining("manometer.toml" + message)
                .satisfies(error -> assertThat(error.getMessage()).hasLineCount(1));
    }

    @Test
    void a_file_that_is_not_there_or_no_text_is_said_to_be_that() throws IOException {
        assertThatThrownBy(() -> GateConfig.read(folder.resolve("none.toml"))).hasMessageContaining("no such file");
        assertThatThrownBy(() -> GateConfig.read(folder)).hasMessageContaining("can't be read");
        Path latin = Files.write(folder.resolve("latin.toml"), "# caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> GateConfig.read(latin)).hasMessageContaining("is not UTF-8");
    }

    @Test
    void an_entry_of_that_shape_is_what_the_gate_suggests() throws IOException {
        for (Violation violation : List.of(
                Samples.unbounded("com.acme.Orders.lambda$run$7", 3),
                Samples.violation(GateRule.ABSORBS, Samples.NASTY.replace("\uD800", ""), Site.UNKNOWN),
                new Violation(
                        GateRule.ABSORBS,
                        Severity.ERROR,
                        Samples.nasty().confidence(),
                        Violation.Source.SCAN,
                        "",
                        "",
                        "a.B",
                        "a.B",
                        "",
                        Site.UNKNOWN,
                        "",
                        "",
                        List.of(),
                        List.of(),
                        1,
                        1))) {
            String entry = String.join("\n", Remedies.allow(violation));
            AllowList list =
                    read(entry.replace("reason = \"...\"", "reason = \"x\"")).allowList();
            assertThat(list.match(violation, TODAY)).as(entry).isPresent();
        }
    }

    static List<Arguments> onPurpose() {
        return List.of(
                Arguments.of("io.netty.util.concurrent.SingleThreadEventExecutor.newTaskQueue", "queue", Samples.QUEUE),
                Arguments.of("app.Main.main", "event-loop", "io.netty.channel.nio.NioEventLoop"),
                Arguments.of("org.eclipse.jetty.util.thread.QueuedThreadPool.<init>", "queue", Samples.QUEUE),
                Arguments.of("app.Main.main", "executor", "org.eclipse.jetty.util.thread.QueuedThreadPool"),
                Arguments.of("app.Main.main", "executor", "org.apache.tomcat.util.threads.ThreadPoolExecutor"),
                Arguments.of("app.Main.main", "queue", "org.apache.tomcat.util.threads.TaskQueue"),
                Arguments.of(
                        "org.apache.kafka.clients.consumer.internals.AsyncKafkaConsumer.<init>",
                        "queue",
                        Samples.QUEUE),
                Arguments.of("org.apache.kafka.clients.producer.internals.Sender.run", "queue", Samples.QUEUE),
                Arguments.of("jdk.internal.net.http.HttpClientImpl.<init>", "queue", Samples.QUEUE),
                Arguments.of("app.Main.main", "scheduled-executor", "java.util.concurrent.ScheduledThreadPoolExecutor"),
                Arguments.of("app.Main.main", "forkjoin", "java.util.concurrent.ForkJoinPool"),
                Arguments.of("org.junit.platform.Launcher.run", "queue", Samples.QUEUE));
    }

    @ParameterizedTest
    @MethodSource("onPurpose")
    void queues_that_are_unbounded_on_purpose_are_allowed_unless_they_absorb(String site, String kind, String type) {
        assertThat(AllowList.shipped().match(of(GateRule.UNBOUNDED_QUEUE, site, kind, type), TODAY))
                .hasValueSatisfying(entry -> assertThat(entry.reason()).isNotBlank());
        assertThat(AllowList.shipped().match(of(GateRule.ABSORBS, site, kind, type), TODAY))
                .isEmpty();
    }

    @Test
    void an_applications_own_queue_is_not_allowed_by_the_shipped_list() {
        assertThat(AllowList.shipped()
                        .match(of(GateRule.UNBOUNDED_QUEUE, "com.acme.A.b", "queue", Samples.QUEUE), TODAY))
                .isEmpty();
        assertThat(AllowList.shipped()
                        .match(
                                of(
                                        GateRule.UNBOUNDED_THREADS,
                                        "com.acme.A.b",
                                        "executor",
                                        "java.util.concurrent.ThreadPoolExecutor"),
                                TODAY))
                .isEmpty();
    }

    @Test
    void the_shipped_list_is_read_as_a_parser_of_toml_reads_it() throws IOException {
        Path file = Path.of("src/main/resources/io/manometer/analyzer/gate/allowed.toml");
        AllowList parsed = AllowEntries.of(Toml.parse("Manometer's allowed.toml", Files.readString(file)));

        assertThat(AllowList.shipped().entries())
                .extracting(AllowEntry::toString)
                .containsExactlyElementsOf(
                        parsed.entries().stream().map(AllowEntry::toString).toList());
    }

    @Test
    void every_shipped_entry_is_for_rules_about_missing_limits_but_for_a_list_of_surefires() {
        assertThat(AllowList.shipped().entries()).isNotEmpty().allSatisfy(entry -> {
            boolean surefires = entry.rules().equals(Set.of(GateRule.STALLED))
                    && entry.site() != null
                    && entry.site().pattern().contains("org.apache.maven.surefire.");
            assertThat(entry.rules())
                    .isNotEmpty()
                    .allMatch(rule -> surefires || rule.aboutHowItIsMade(), entry.toString());
            assertThat(entry.expires()).isNull();
        });
    }

    @Test
    void surefires_list_of_listeners_has_not_stalled() {
        String listeners = "org.apache.maven.surefire.booter.CommandReader.<init>";
        assertThat(AllowList.shipped().match(of(GateRule.STALLED, listeners, "queue", Samples.QUEUE), TODAY))
                .isPresent();
        assertThat(AllowList.shipped().match(of(GateRule.STALLED, "com.acme.A.b", "queue", Samples.QUEUE), TODAY))
                .isEmpty();
    }

    private static Violation of(GateRule rule, String member, String kind, String type) {
        return new Violation(
                rule,
                rule.severity(),
                Samples.nasty().confidence(),
                Violation.Source.RECORDING,
                "x",
                kind,
                type,
                Samples.QUEUE,
                "",
                Site.of(member + "(X.java:1)"),
                "",
                "",
                List.of(),
                List.of(),
                1,
                1);
    }

    private GateConfig read(String text) throws IOException {
        return GateConfig.read(Files.writeString(folder.resolve("manometer.toml"), text));
    }
}
