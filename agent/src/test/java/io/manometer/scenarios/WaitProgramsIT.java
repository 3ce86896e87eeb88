package io.manometer.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.testing.ForkedJvm;
import io.manometer.agent.testing.Hops;
import io.manometer.agent.testing.Jdk;
import java.nio.file.Path;
import jdk.jfr.consumer.RecordedEvent;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WaitProgramsIT {
    @TempDir
    Path folder;

    private final SoftAssertions soft = new SoftAssertions();
    private Hops hops;

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void open_waits_edges_and_times_are_told_and_interrupts_keep_their_meaning(String jdk) throws Exception {
        Path recording = folder.resolve("waits.jfr");
        String out;
        try (ForkedJvm jvm = ForkedJvm.java(Jdk.get(jdk))
                .agent("period=100ms")
                .main(WaitPrograms.class)
                .arguments(recording.toString())
                .start()) {
            assertThat(jvm.awaitExit()).as(jvm.toString()).isZero();
            assertThat(jvm.agentLines()).isEmpty();
            out = jvm.out();
        }
        hops = Hops.in(recording);
        soft.assertThat(out).contains("interrupted 13", "flags true true false");
        for (String full : new String[] {"Linked", "Array", "Deque", "Synchronous", "SynchronousFair", "Transfer"}) {
            blockedAllTheTime("full" + full);
        }
        for (String empty : new String[] {"Linked", "Array", "Deque", "Priority", "Transfer", "Synchronous", "Delay"}) {
            soft.assertThat(hops.has("WaitPrograms.empty" + empty)).as(empty).isTrue();
        }
        Hops.Hop first = hops.named("WaitPrograms.first");
        Hops.Hop second = hops.named("WaitPrograms.second");
        soft.assertThat(first.edgesTo(second)).isEqualTo(WaitPrograms.ITEMS);
        soft.assertThat(second.edgesTo(first)).isZero();
        soft.assertThat(first.max("producers")).isBetween(3L, 6L);
        soft.assertThat(second.max("producers")).isEqualTo(1);
        soft.assertThat(first.last("totalDepartures")).isEqualTo(WaitPrograms.ITEMS);
        Hops.Hop standing = hops.named("WaitPrograms.standing");
        soft.assertThat(standing.last("depthMin")).isEqualTo(5);
        soft.assertThat(standing.last("depthMax")).isEqualTo(6);
        soft.assertThat(standing.min("depthMin")).as("before the first five").isZero();
        times(out);
        Hops.Hop handed = hops.named("WaitPrograms.handed");
        soft.assertThat(handed.last("totalArrivals")).isEqualTo(300);
        soft.assertThat(handed.last("totalDepartures")).isEqualTo(300);
        soft.assertThat(handed.sum("refusedFalse")).isEqualTo(1);
        soft.assertThat(handed.sum("refusedTimeout")).isEqualTo(1);
        soft.assertThat(handed.last("producersWaiting"))
                .as("put(null) waits for nothing")
                .isZero();
        Hops.Hop due = hops.named("WaitPrograms.due");
        soft.assertThat(due.last("totalDepartures")).isEqualTo(100);
        soft.assertThat(due.last("totalArrivals")).isEqualTo(100);
        soft.assertThat(due.last("depth")).isZero();
        soft.assertThat(hops.health().getLong("errors")).isZero();
        soft.assertAll();
    }

    /** Every window of the recording has a sample in which the producer was blocked from beginning to end. */
    private void blockedAllTheTime(String name) {
        Hops.Hop hop = hops.named("WaitPrograms." + name);
        soft.assertThat(hop.samples)
                .as(name)
                .hasSizeGreaterThanOrEqualTo(hops.events("AgentHealth").size() - 2);
        for (int i = 1; i < hop.samples.size(); i++) {
            RecordedEvent sample = hop.samples.get(i);
            long window = sample.getLong("window");
            soft.assertThat(sample.getInt("producersWaiting")).as(name).isEqualTo(1);
            soft.assertThat(sample.getLong("producerBlocked")).as(name).isBetween(window / 2, window * 2);
        }
        long blocked = hop.samples.stream()
                .skip(1)
                .mapToLong(s -> s.getLong("producerBlocked"))
                .sum();
        long windows =
                hop.samples.stream().skip(1).mapToLong(s -> s.getLong("window")).sum();
        soft.assertThat(blocked / (double) windows).as(name).isBetween(0.95, 1.05);
    }

    private void times(String out) {
        long truth = out.lines()
                .filter(line -> line.startsWith("held "))
                .mapToLong(line -> Long.parseLong(line.substring(5)))
                .sum();
        Hops.Hop held = hops.named("WaitPrograms.held");
        soft.assertThat(held.sum("sojournCount")).isEqualTo(1);
        soft.assertThat(held.max("sojournMax")).isBetween(truth * 9 / 10, truth * 11 / 10);
        soft.assertThat(held.max("sojournMean")).isEqualTo(held.max("sojournMax"));
    }
}
