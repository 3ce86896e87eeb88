package io.manometer.agent.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import example.servers.JettyPools;
import example.servers.JettyQueues;
import example.servers.JettyServer;
import io.manometer.agent.testing.ForkedJvm;
import io.manometer.agent.testing.HopWatch;
import io.manometer.agent.testing.Jdk;
import io.manometer.agent.testing.Requests;
import io.manometer.agent.testing.ServerJars;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JettyIT {
    private static final String QUEUE = "org.eclipse.jetty.util.BlockingArrayQueue";

    @ParameterizedTest
    @CsvSource({
        "jetty-util-10.0.26.jar, refuses",
        "jetty-util-12.0.27.jar, refuses",
        "jetty-util-12.1.13.jar, waits-for-room"
    })
    void pools_and_queues_tell_exactly_what_was_done_with_them(String jar, String whenFull) {
        String output = run(Jdk.running(), ServerJars.copy(jar), JettyPools.class, whenFull);

        poolsAreRight(output);
        queuesAreRight(output, whenFull.equals("waits-for-room"));
    }

    private static void poolsAreRight(String output) {

        assertThat(hopOf(output, "unbounded-*"))
                .containsEntry("kind", "executor")
                .containsEntry("type", "org.eclipse.jetty.util.thread.QueuedThreadPool")
                .containsEntry("bufferType", QUEUE)
                .containsEntry("bounded", "false")
                .containsEntry("onFull", "GROW")
                .containsEntry("totalArrivals", "" + JettyPools.TASKS)
                .containsEntry("depthMax", "" + (JettyPools.TASKS - 3))
                .containsEntry("coreThreads", "1")
                .containsEntry("maxThreads", "2")
                .containsEntry("consumers", "2")
                .doesNotContainEntry("consumersWaiting", "0")
                .doesNotContainEntry("consumerStarved", "0")
                .containsEntry("refusedException", "0")
                .extractingByKey("site")
                .asString()
                .startsWith(JettyPools.class.getName() + ".main(");
        assertThat(output).contains("refused " + JettyPools.REFUSED).contains("refused after stop");
        assertThat(hopOf(output, "bounded-*"))
                .containsEntry("bounded", "true")
                .containsEntry("capacity", "" + JettyPools.LIMIT)
                .containsEntry("onFull", "REJECT")
                .containsEntry("totalArrivals", "" + (2 + JettyPools.LIMIT))
                .containsEntry("depthMax", "" + JettyPools.LIMIT)
                .containsEntry("refusedException", "" + JettyPools.REFUSED)
                .containsEntry("refusedFalse", "0");
        String truth = HopWatch.parse(output, "truth").get(0).get("reserving");
        assertThat(hopOf(output, "reserving-*"))
                .containsEntry("totalArrivals", truth)
                .containsEntry("totalDepartures", truth);
        assertThat(HopWatch.parse(output, "hop"))
                .filteredOn(hop -> hop.get("kind").equals("queue"))
                .hasSize(2);
        assertThat(HopWatch.parse(output, "hop"))
                .noneMatch(hop -> hop.get("site").startsWith("org.eclipse.jetty.util.thread."));
    }

    private static void queuesAreRight(String output, boolean waitsForRoom) {
        assertThat(hopWith(output, hop -> isQueue(hop, "-1")))
                .containsEntry("kind", "queue")
                .containsEntry("totalArrivals", "12")
                .containsEntry("totalDepartures", "12")
                .containsEntry("depth", "0")
                .containsEntry("depthMax", "6")
                .containsEntry("onFull", "GROW");
        String items = HopWatch.parse(output, "truth").get(1).get("items");
        assertThat(hopWith(output, hop -> isQueue(hop, "" + JettyQueues.LIMIT)))
                .containsEntry("totalArrivals", items)
                .containsEntry("refusedFalse", "1")
                .containsEntry("refusedException", "1")
                .containsEntry("refusedTimeout", waitsForRoom ? "1" : "0")
                .containsEntry("consumersWaiting", "1")
                .containsEntry("consumersNow", "0")
                .containsEntry("producersWaiting", waitsForRoom ? "2" : "0")
                .containsEntry("producersNow", "0")
                .extractingByKey("consumerStarved")
                .isNotEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({"17", "25"})
    void a_server_under_load_shows_where_its_requests_wait(String jdk) {
        String output = run(Jdk.get(jdk), null, JettyServer.class);

        Map<String, String> pool = hopOf(output, "qtp*-*");
        String tasks = HopWatch.parse(output, "truth").get(0).get("tasks");
        assertThat(pool)
                .containsEntry("kind", "executor")
                .containsEntry("bounded", "false")
                .containsEntry("totalArrivals", tasks)
                .containsEntry("totalDepartures", tasks)
                .containsEntry("depth", "0")
                .containsEntry("maxThreads", "6")
                .containsEntry("consumers", "6")
                .containsEntry("refusedException", "0");
        assertThat(Long.parseLong(tasks)).isGreaterThanOrEqualTo(Requests.ROUNDS * Requests.AT_A_TIME);
        assertThat(Long.parseLong(pool.get("depthMax"))).isBetween(Requests.AT_A_TIME / 2L, Requests.AT_A_TIME + 5L);
    }

    private static boolean isQueue(Map<String, String> hop, String capacity) {
        return hop.get("kind").equals("queue") && hop.get("capacity").equals(capacity);
    }

    private static Map<String, String> hopOf(String output, String threads) {
        return hopWith(output, hop -> threads.equals(hop.get("threads")));
    }

    private static Map<String, String> hopWith(String output, Predicate<Map<String, String>> wanted) {
        return HopWatch.parse(output, "hop").stream()
                .filter(hop -> hop.get("bufferType").equals(QUEUE))
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no such hop in " + output));
    }

    private static String run(Jdk jdk, Path jar, Class<?> application, String... arguments) {
        ForkedJvm.Builder builder = ForkedJvm.java(jdk).agent("period=100ms");
        builder.classPath(ServerJars.onClassPath("slf4j-api"));
        if (jar == null) {
            builder.classPath(ServerJars.onClassPath("jetty-"));
        } else {
            builder.classPath(jar);
        }
        try (ForkedJvm jvm = builder.main(application).arguments(arguments).start()) {
            assertThat(jvm.awaitExit()).as(jvm.toString()).isZero();
            assertThat(jvm.agentLines()).isEmpty();
            assertThat(jvm.out()).contains("health|errors=0|kindsOff=\n");
            return jvm.out();
        }
    }
}
