package io.manometer.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.testing.ForkedJvm;
import io.manometer.agent.testing.Hops;
import io.manometer.agent.testing.Jdk;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QueueCountsIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void every_count_of_every_queue_is_what_the_application_counts_itself(String jdk) throws Exception {
        long seed = Long.getLong("manometer.test.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Path recording = folder.resolve("counts.jfr");
        try (ForkedJvm jvm = ForkedJvm.java(Jdk.get(jdk))
                .agent("period=100ms")
                .main(QueueCounts.class)
                .arguments(recording.toString(), Long.toString(seed))
                .start()) {
            assertThat(jvm.awaitExit()).as(jvm.toString()).isZero();
            Hops hops = Hops.in(recording);
            SoftAssertions soft = new SoftAssertions();
            List<String> truths =
                    jvm.out().lines().filter(line -> line.startsWith("truth ")).toList();
            soft.assertThat(truths).hasSize(18);
            for (String truth : truths) {
                soft.assertThat(told(hops, truth)).as("seed " + seed).isEqualTo(truth);
            }
            soft.assertThat(hops.health().getLong("errors")).isZero();
            soft.assertThat(hops.health().getString("kindsOff")).isEmpty();
            soft.assertThat(jvm.agentLines()).isEmpty();
            soft.assertAll();
        }
    }

    /** The line that the recording gives for the same quantities. */
    private static String told(Hops hops, String truth) {
        String[] words = truth.split(" ");
        Hops.Hop hop = hops.named(words[1]);
        StringBuilder told = new StringBuilder("truth " + words[1]);
        for (int i = 2; i < words.length; i++) {
            String quantity = words[i].substring(0, words[i].indexOf('='));
            long value = switch (quantity) {
                case "arrivals" -> hop.last("totalArrivals");
                case "departures" -> hop.last("totalDepartures");
                case "depth" -> hop.last("depth");
                default -> hop.sum(quantity);
            };
            told.append(' ').append(quantity).append('=').append(value);
        }
        return told.toString();
    }
}
