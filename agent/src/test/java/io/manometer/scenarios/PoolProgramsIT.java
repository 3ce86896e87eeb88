package io.manometer.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.agent.testing.ForkedJvm;
import io.manometer.agent.testing.Hops;
import io.manometer.agent.testing.Jdk;
import java.nio.file.Path;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PoolProgramsIT {
    @TempDir
    Path folder;

    private final SoftAssertions soft = new SoftAssertions();
    private Hops hops;
    private long held;

    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void every_pool_tells_what_was_done_with_it(String name) throws Exception {
        Jdk jdk = Jdk.get(name);
        Path recording = folder.resolve("pools.jfr");
        try (ForkedJvm jvm = ForkedJvm.java(jdk)
                .agent("period=100ms")
                .main(PoolPrograms.class)
                .arguments(recording.toString())
                .start()) {
            assertThat(jvm.awaitExit()).as(jvm.toString()).isZero();
            assertThat(jvm.agentLines()).isEmpty();
            held = heldNanos(jvm.out());
        }
        hops = Hops.in(recording);
        handlers();
        queues();
        schedules();
        forkJoin();
        if (jdk.feature() >= 21) {
            threadPerTask();
        }
        soft.assertThat(hops.health().getLong("errors")).isZero();
        soft.assertThat(hops.health().getString("kindsOff")).isEmpty();
        soft.assertAll();
    }

    private void handlers() {
        check("abort", 3, "refusedException", 3, "REJECT");
        check("callerRuns", 3, "callerRuns", 3, "CALLER_RUNS");
        check("discard", 3, "droppedNewest", 3, "DROP");
        check("discardOldest", 6, "droppedOldest", 3, "DROP");
        check("throwing", 3, "refusedException", 3, "UNKNOWN");
        check("blocking", 4, "refusedException", 0, "UNKNOWN");
        Hops.Hop blocking = hops.named("PoolPrograms.blocking");
        soft.assertThat(blocking.max("producersWaiting")).isEqualTo(1);
        // The program tells how long the producer was held at least; clocks are read in units of a microsecond.
        soft.assertThat(held).isPositive();
        soft.assertThat(blocking.sum("producerBlocked")).isGreaterThan(held - held / 100);
    }

    private static long heldNanos(String out) {
        return out.lines()
                .filter(line -> line.startsWith("held "))
                .mapToLong(
                        line -> Long.parseLong(line.substring("held ".length()).trim()))
                .findFirst()
                .orElseThrow();
    }

    private void check(String field, long total, String refusal, long refused, String onFull) {
        Hops.Hop hop = hops.named("PoolPrograms." + field);
        soft.assertThat(hop.last("totalArrivals")).as(field + " arrivals").isEqualTo(total);
        soft.assertThat(hop.last("totalDepartures")).as(field + " departures").isEqualTo(total);
        for (String kind : new String[] {
            "refusedException", "refusedFalse", "refusedTimeout", "droppedNewest", "droppedOldest", "callerRuns"
        }) {
            soft.assertThat(hop.sum(kind)).as(field + " " + kind).isEqualTo(kind.equals(refusal) ? refused : 0);
        }
        soft.assertThat(hop.text("onFull")).as(field).isEqualTo(onFull);
        soft.assertThat(hop.text("kind")).isEqualTo("executor");
        soft.assertThat(hop.text("threads")).as(field).isEqualTo("pool-*-thread-*");
    }

    private void queues() {
        for (String field : new String[] {"fixed", "single"}) {
            Hops.Hop hop = hops.named("PoolPrograms." + field);
            soft.assertThat(hop.last("totalArrivals")).as(field).isEqualTo(500);
            soft.assertThat(hop.last("totalDepartures")).as(field).isEqualTo(500);
            soft.assertThat(hop.description.getBoolean("bounded")).isFalse();
        }
        Hops.Hop cached = hops.named("PoolPrograms.cached");
        soft.assertThat(cached.max("depth")).isEqualTo(5);
        soft.assertThat(cached.max("depthMax")).isEqualTo(5);
        soft.assertThat(cached.last("depth")).isZero();
        soft.assertThat(cached.last("totalArrivals")).isEqualTo(10);
        soft.assertThat(cached.last("totalDepartures")).isEqualTo(10);
        soft.assertThat(cached.description.getBoolean("depthIncludesRunning")).isTrue();
    }

    private void schedules() {
        Hops.Hop future = hops.named("PoolPrograms.future");
        soft.assertThat(future.max("depthMax")).as("future").isZero();
        Hops.Hop late = hops.named("PoolPrograms.late");
        soft.assertThat(late.text("kind")).isEqualTo("scheduled-executor");
        soft.assertThat(late.max("depth")).as("late").isEqualTo(PoolPrograms.LATE);
        soft.assertThat(late.last("depth")).isZero();
        soft.assertThat(late.last("totalDepartures")).isEqualTo(PoolPrograms.LATE + 1);
        soft.assertThat(late.last("totalArrivals")).isEqualTo(PoolPrograms.LATE + 1);
        soft.assertThat(late.max("oldestAge")).isPositive();
    }

    private void forkJoin() {
        for (String name : new String[] {"PoolPrograms.forked", "ForkJoinPool.commonPool"}) {
            Hops.Hop hop = hops.named(name);
            soft.assertThat(hop.text("kind")).isEqualTo("forkjoin");
            soft.assertThat(hop.last("totalArrivals")).as(name).isEqualTo(PoolPrograms.FORKED);
            soft.assertThat(hop.last("totalDepartures")).as(name).isEqualTo(PoolPrograms.FORKED);
            soft.assertThat(hop.last("depth")).as(name).isZero();
        }
    }

    private void threadPerTask() {
        Hops.Hop threads = hops.descriptions().values().stream()
                .filter(event -> event.getString("kind").equals("thread-per-task"))
                .map(event -> hops.named(event.getString("name")))
                .findFirst()
                .orElseThrow();
        soft.assertThat(threads.max("depth")).isEqualTo(PoolPrograms.LIVE);
        soft.assertThat(threads.last("depth")).isZero();
        soft.assertThat(threads.last("totalArrivals")).isEqualTo(PoolPrograms.LIVE);
        soft.assertThat(threads.last("totalDepartures")).isEqualTo(PoolPrograms.LIVE);
    }
}
