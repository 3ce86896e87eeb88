package io.manometer.analyzer.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.gate.GateResult.Verdict;
import io.manometer.analyzer.gate.Outcome.Status;
import io.manometer.analyzer.model.Confidence;
import io.manometer.analyzer.testing.FakeAgent;
import io.manometer.events.HopDescription;
import io.manometer.events.HopEdge;
import io.manometer.events.UnboundedHop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import jdk.jfr.Recording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
    private static final String SITE = "app.Orders.<init>(Orders.java:12)";

    @TempDir
    static Path folder;

    private static Path overloaded;
    private static Path brief;
    private static Path again;

    @BeforeAll
    static void recordings() throws IOException {
        overloaded = record("overloaded.jfr", () -> {
            FakeAgent.growing(1, "Orders.queue", 1, 70);
            FakeAgent.describe(2, "Orders.bounded", 100);
            for (int tick = 1; tick <= 70; tick++) {
                FakeAgent.sample(2, tick, 200, 200, 0, 200L * tick, 200L * tick);
            }
            HopEdge edge = new HopEdge();
            edge.from = 1;
            edge.to = 2;
            edge.count = 200 * 70;
            edge.commit();
        });
        brief = record("brief.jfr", () -> brief(7));
        again = record("again.jfr", () -> brief(27));
    }

    private static void brief(long firstHop) {
        FakeAgent.info();
        FakeAgent.health(1);
        created(firstHop, "java.util.concurrent.LinkedBlockingQueue", "app.Brief.run(Brief.java:5)", -1);
        created(firstHop + 1, "java.util.concurrent.SynchronousQueue", "app.Brief.run(Brief.java:6)", -1);
        created(firstHop + 2, "java.util.concurrent.LinkedBlockingDeque", "app.Brief.run(Brief.java:7)", 2_000_000);
        created(
                firstHop + 3,
                "java.util.concurrent.ConcurrentLinkedQueue",
                "io.netty.channel.Loop.<init>(Loop.java:7)",
                -1);
    }

    private static void created(long hop, String type, String site, long capacity) {
        UnboundedHop event = new UnboundedHop();
        event.hop = hop;
        event.type = type;
        event.site = site;
        event.capacity = capacity;
        event.commit();
    }

    private static Path record(String name, Runnable events) throws IOException {
        Path file = folder.resolve(name);
        try (Recording recording = FakeAgent.recording()) {
            recording.start();
            events.run();
            recording.dump(file);
        }
        return file;
    }

    private static GateRequest request(Path... recordings) {
        return GateRequest.of(List.of(recordings));
    }

    private static List<String> rules(List<Outcome> outcomes) {
        return outcomes.stream().map(outcome -> outcome.violation().rule().id()).toList();
    }

    @Test
    void an_overloaded_unbounded_queue_breaks_two_rules_with_chain_and_site() {
        GateResult result = Gate.check(request(overloaded));
        assertThat(result.verdict()).isEqualTo(Verdict.FINDINGS);
        assertThat(rules(result.failing())).containsExactlyInAnyOrder("unbounded-queue", "absorbs");
        assertThat(result.failing()).allSatisfy(outcome -> {
            assertThat(outcome.violation().site()).isEqualTo(Site.of(SITE));
            assertThat(outcome.violation().hop()).isEqualTo("Orders.queue");
            assertThat(outcome.violation().fix()).isNotBlank();
        });
        Violation absorbs = result.failing().stream()
                .map(Outcome::violation)
                .filter(violation -> violation.rule() == GateRule.ABSORBS)
                .findFirst()
                .orElseThrow();
        assertThat(absorbs.flow()).extracting(Step::hop).containsExactly("Orders.queue", "Orders.bounded");
        assertThat(absorbs.confidence()).isNotEqualTo(Confidence.LOW);
        assertThat(result.subjects()).hasSize(2);
    }

    @Test
    void buffers_that_lived_for_less_than_a_window_are_seen() {
        GateResult result = Gate.check(request(brief));
        assertThat(result.failing())
                .singleElement()
                .satisfies(outcome ->
                        assertThat(outcome.violation().site()).isEqualTo(Site.of("app.Brief.run(Brief.java:5)")));
        assertThat(rules(result.warnings()))
                .containsExactlyInAnyOrder("unbounded-threads", "effectively-unbounded-queue");
        assertThat(result.of(Status.ALLOWED))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.reason()).contains("Netty"));
    }

    @Test
    void the_same_place_in_two_recordings_is_one_finding() {
        GateResult both = Gate.check(request(brief, again));
        assertThat(rules(both.outcomes()))
                .isEqualTo(rules(Gate.check(request(brief)).outcomes()));
        assertThat(both.failing())
                .singleElement()
                .satisfies(
                        outcome -> assertThat(outcome.violation().instances()).isEqualTo(2));
    }

    @Test
    void what_the_baseline_knows_does_not_fail_and_what_is_gone_is_stale() {
        GateResult first = Gate.check(request(overloaded));
        Set<Fingerprint> known = Set.copyOf(first.failing().stream()
                .map(outcome -> outcome.violation().fingerprint())
                .toList());
        GateResult again = Gate.check(request(overloaded).withBaseline(new Baseline(known, Path.of("known.txt"))));
        assertThat(again.verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(again.of(Status.BASELINED)).hasSize(2);
        assertThat(again.stale()).isEmpty();
        GateResult other = Gate.check(request(brief).withBaseline(new Baseline(known, Path.of("known.txt"))));
        assertThat(other.verdict()).isEqualTo(Verdict.FINDINGS);
        assertThat(other.stale()).hasSize(2).isSorted();
    }

    @Test
    void an_expired_entry_allows_nothing_and_is_reported() throws IOException {
        Path file = Files.writeString(
                folder.resolve("expired.toml"),
                "[[allow]]\nsite = \"app.*\"\nreason = \"later\"\nexpires = 2026-01-31");
        GateRequest request =
                request(overloaded).withAllowList(GateConfig.read(file).allowList());
        GateResult before = Gate.check(request.withToday(LocalDate.of(2026, 1, 31)));
        assertThat(before.verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(before.notices()).isEmpty();
        GateResult after = Gate.check(request.withToday(LocalDate.of(2026, 2, 1)));
        assertThat(after.verdict()).isEqualTo(Verdict.FINDINGS);
        assertThat(after.notices()).singleElement().asString().contains("expired.toml:2", "2026-01-31", "later");
    }

    @Test
    void what_was_seen_to_run_wins_over_what_a_scan_believes() {
        Violation sameLine = Samples.violation(GateRule.UNBOUNDED_QUEUE, "scan", Site.of(SITE));
        Violation otherLine = Samples.unbounded("app.Other.<init>", 3);
        GateResult result = Gate.check(request(overloaded).withScan(List.of(sameLine, otherLine)));
        assertThat(result.failing().stream()
                        .map(outcome -> outcome.violation().hop())
                        .toList())
                .doesNotContain("scan")
                .hasSize(3);
    }

    @Test
    void a_scan_alone_is_data_enough() {
        GateRequest nothing = GateRequest.of(List.of());
        assertThat(Gate.check(nothing).verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(Gate.check(nothing.withScan(List.of())).verdict()).isEqualTo(Verdict.CLEAN);
        assertThat(Gate.check(nothing.withScan(List.of(Samples.unbounded("a.B.c", 1))))
                        .verdict())
                .isEqualTo(Verdict.FINDINGS);
    }

    @Test
    void a_recording_of_another_jvm_is_no_data() throws IOException {
        Path other = folder.resolve("other.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.JVMInformation");
            recording.start();
            recording.dump(other);
        }
        assertThat(Gate.check(request(other)).verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(Gate.check(request(other, overloaded)).verdict()).isEqualTo(Verdict.FINDINGS);
    }

    @Test
    void a_missing_input_is_never_a_pass() {
        GateRequest all = request(overloaded, folder.resolve("none.jfr")).withFailOn(FailOn.NOTHING);
        assertThat(Gate.check(all).verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(Gate.check(all.withFailOn(FailOn.DEFAULT)).verdict()).isEqualTo(Verdict.FINDINGS);
    }

    @Test
    void a_recording_without_the_descriptions_is_incomplete_and_not_clean() throws IOException {
        Path blind = folder.resolve("blind.jfr");
        try (Recording recording = FakeAgent.recording()) {
            recording.disable(HopDescription.class);
            recording.start();
            FakeAgent.growing(1, "Orders.queue", 1, 20);
            recording.dump(blind);
        }
        GateResult result = Gate.check(request(blind).withFailOn(FailOn.NOTHING));
        assertThat(result.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(rules(result.outcomes())).contains("lost-data");
    }

    @Test
    void a_recording_overrules_a_scan_on_a_limit_too_high_only_where_there_was_load() throws IOException {
        Path idle = folder.resolve("idle.jfr");
        try (Recording recording = FakeAgent.recording()) {
            recording.start();
            FakeAgent.info();
            FakeAgent.describe(1, "Orders.queue", 5_000_000);
            FakeAgent.health(1);
            recording.dump(idle);
        }
        Site site = Site.of("app.Orders.<init>(Orders.java:12)");
        Violation scanned = Samples.violation(GateRule.EFFECTIVELY_UNBOUNDED_QUEUE, "", site);

        assertThat(rules(Gate.check(request(idle).withScan(List.of(scanned))).outcomes()))
                .contains("effectively-unbounded-queue");
        assertThat(rules(Gate.check(request(overloaded).withScan(List.of(scanned)))
                        .outcomes()))
                .contains("unbounded-queue")
                .doesNotContain("effectively-unbounded-queue");
    }

    @Test
    void a_subclass_of_a_queue_is_reported_where_it_was_made_and_not_again_in_its_constructor() {
        Site constructor = Site.of(Samples.QUEUE + ".<init>(LinkedBlockingQueue.java:5)");
        Violation scanned = Samples.violation(GateRule.UNBOUNDED_QUEUE, "", constructor);

        assertThat(Gate.check(request(overloaded).withScan(List.of(scanned))).outcomes())
                .filteredOn(outcome -> outcome.violation().rule() == GateRule.UNBOUNDED_QUEUE)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.violation().site()).isNotEqualTo(constructor));
    }
}
