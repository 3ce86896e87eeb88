package io.manometer.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.testing.ForkedJvm;
import io.manometer.agent.testing.Hops;
import io.manometer.agent.testing.Jdk;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OddProgramsIT {
    private static final int LIMIT = 150;

    @TempDir
    Path folder;

    private final SoftAssertions soft = new SoftAssertions();

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void hops_have_names_and_leave_nothing_behind(String jdk) throws Exception {
        Path recording = folder.resolve("odd.jfr");
        String out;
        try (ForkedJvm jvm = ForkedJvm.java(Jdk.get(jdk))
                .jvm("-Xmx64m")
                .agent("period=100ms,limit.hops=" + LIMIT + ",exclude=" + OddPrograms.class.getName() + ".excluded")
                .main(OddPrograms.class)
                .arguments(recording.toString())
                .start()) {
            assertThat(jvm.awaitExit()).as(jvm.toString()).isZero();
            assertThat(jvm.agentLines()).isEmpty();
            out = jvm.out();
        }
        soft.assertThat(out).contains("loader went").contains("overflows 50 whole true");
        Hops hops = Hops.in(recording);
        for (String name : new String[] {"inField", "inStatic", "inVariable", "derived", "pool"}) {
            soft.assertThat(hops.has("OddPrograms." + name))
                    .as(name + " in " + hops.names())
                    .isTrue();
        }
        soft.assertThat(hops.named("OddPrograms.derived").text("type")).endsWith("$Derived");
        soft.assertThat(hops.names()).anyMatch(name -> name.contains("lambda$"));
        soft.assertThat(hops.names()).noneMatch(name -> name.contains("excluded"));
        unbounded(hops);
        folded(hops);
        soft.assertAll();
    }

    private void unbounded(Hops hops) {
        List<String> sites = hops.events("UnboundedHop").stream()
                .map(event -> event.getString("site"))
                .toList();
        soft.assertThat(sites).doesNotHaveDuplicates();
        long ofLimit = hops.events("UnboundedHop").stream()
                .filter(event -> event.getLong("capacity") == 2_000_000)
                .count();
        soft.assertThat(ofLimit).as("two million is no bound").isEqualTo(1);
        soft.assertThat(hops.events("UnboundedHop"))
                .as("999 999 is a bound")
                .noneMatch(event -> event.getLong("capacity") == 999_999);
        soft.assertThat(sites).noneMatch(site -> site.contains("excluded"));
        RecordedEvent lambda = hops.events("UnboundedHop").stream()
                .filter(event -> event.getString("site").contains("lambda$"))
                .findFirst()
                .orElseThrow();
        soft.assertThat(lambda.getStackTrace().getFrames())
                .anyMatch(frame -> frame.getMethod().getName().equals("main"));
    }

    /** Every queue ever created is reported, folded or came and went: none is missing. */
    private void folded(Hops hops) {
        RecordedEvent health = hops.health();
        long reported = hops.descriptions().values().stream()
                .filter(event -> event.getLong("instances") == 1)
                .count();
        long all = reported + health.getLong("foldedHops") + health.getLong("shortLivedHops");
        soft.assertThat(all)
                .as("reported " + reported + ", folded " + health.getLong("foldedHops") + ", short-lived "
                        + health.getLong("shortLivedHops"))
                .isBetween(
                        OddPrograms.SHORT_LIVED + OddPrograms.MANY + 5L,
                        OddPrograms.SHORT_LIVED + OddPrograms.MANY + 100L);
        soft.assertThat(health.getLong("liveHops")).isLessThanOrEqualTo(LIMIT);
        soft.assertThat(hops.descriptions().values())
                .as("an entry for what was folded")
                .anyMatch(event -> event.getString("site").contains(".many(")
                        && event.getLong("instances") > 100
                        && event.getBoolean("bounded")
                        && event.getLong("capacity") == 1);
    }

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void a_queue_is_written_to_a_stream_as_without_the_agent(String jdk) {
        try (ForkedJvm with = ForkedJvm.java(Jdk.get(jdk))
                        .agent("")
                        .main(OddPrograms.class)
                        .arguments("bytes")
                        .start();
                ForkedJvm without = ForkedJvm.java(Jdk.get(jdk))
                        .main(OddPrograms.class)
                        .arguments("bytes")
                        .start()) {
            assertThat(with.awaitExit()).as(with.toString()).isZero();
            assertThat(without.awaitExit()).as(without.toString()).isZero();
            assertThat(with.out()).isEqualTo(without.out()).doesNotContain("true");
        }
    }
}
