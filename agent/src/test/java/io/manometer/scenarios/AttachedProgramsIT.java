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

class AttachedProgramsIT {
    @TempDir
    Path folder;

    private final SoftAssertions soft = new SoftAssertions();

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void queues_and_pools_from_before_are_seen_with_their_depth(String jdk) throws Exception {
        Path recording = folder.resolve("attached.jfr");
        try (ForkedJvm jvm = ForkedJvm.java(Jdk.get(jdk))
                .main(AttachedPrograms.class)
                .arguments(recording.toString())
                .start()) {
            jvm.awaitOutput("ready");
            jvm.attachAgent("period=100ms");
            jvm.say("go");
            assertThat(jvm.awaitExit()).as(jvm.toString()).isZero();
            Hops hops = Hops.in(recording);
            for (String line :
                    jvm.out().lines().filter(l -> l.startsWith("depth ")).toList()) {
                String[] words = line.split(" ");
                Hops.Hop hop = only(hops, "queue", words[1]);
                soft.assertThat(hop.last("depth")).as(line).isEqualTo(Long.parseLong(words[2]));
                soft.assertThat(hop.description.getBoolean("seenLate")).as(line).isTrue();
                soft.assertThat(hop.text("site")).as(line).isEmpty();
            }
            soft.assertThat(only(hops, "queue", "LinkedBlockingQueue")
                            .description
                            .getLong("capacity"))
                    .isEqualTo(50);
            soft.assertThat(only(hops, "queue", "ArrayBlockingQueue")
                            .description
                            .getLong("capacity"))
                    .isEqualTo(60);
            soft.assertThat(only(hops, "queue", "LinkedBlockingDeque")
                            .description
                            .getLong("capacity"))
                    .isEqualTo(70);
            Hops.Hop fixed = threads(hops, "old-fixed-*");
            soft.assertThat(jvm.out()).contains("waiting 9");
            soft.assertThat(fixed.max("depth")).isEqualTo(9);
            soft.assertThat(fixed.last("depth")).isZero();
            Hops.Hop idle = threads(hops, "old-idle-*");
            soft.assertThat(idle.last("depth")).as("idle workers took unseen").isZero();
            soft.assertThat(idle.last("totalDepartures")).isEqualTo(20);
            Hops.Hop cached = threads(hops, "old-cached-*");
            soft.assertThat(cached.max("depth")).isEqualTo(4);
            soft.assertThat(cached.last("depth")).isZero();
            Hops.Hop late = threads(hops, "old-late-*");
            soft.assertThat(late.max("depth")).isEqualTo(3);
            soft.assertThat(late.text("kind")).isEqualTo("scheduled-executor");
            Hops.Hop forked = only(hops, "forkjoin", "ForkJoinPool");
            soft.assertThat(forked.max("depth")).isEqualTo(9);
            soft.assertThat(forked.last("depth")).isZero();
            soft.assertThat(hops.health().getLong("errors")).isZero();
            soft.assertAll();
        }
    }

    private static Hops.Hop threads(Hops hops, String pattern) {
        return one(
                hops,
                hops.descriptions().values().stream()
                        .filter(event -> event.getString("threads").equals(pattern))
                        .toList(),
                pattern);
    }

    private static Hops.Hop only(Hops hops, String kind, String type) {
        return one(
                hops,
                hops.descriptions().values().stream()
                        .filter(event -> event.getString("kind").equals(kind)
                                && event.getString("type").endsWith("." + type)
                                && event.getBoolean("seenLate")
                                && !event.getString("name").equals("ForkJoinPool.commonPool"))
                        .toList(),
                type);
    }

    private static Hops.Hop one(Hops hops, List<RecordedEvent> found, String what) {
        assertThat(found).as(what + " among " + hops.descriptions().values()).hasSize(1);
        return hops.of(found.get(0));
    }
}
