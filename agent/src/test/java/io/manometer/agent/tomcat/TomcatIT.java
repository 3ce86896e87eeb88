package io.manometer.agent.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import example.servers.TomcatPools;
import example.servers.TomcatServer;
import io.manometer.agent.testing.ForkedJvm;
import io.manometer.agent.testing.HopWatch;
import io.manometer.agent.testing.Jdk;
import io.manometer.agent.testing.Requests;
import io.manometer.agent.testing.ServerJars;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TomcatIT {
    private static final String POOL = "org.apache.tomcat.util.threads.ThreadPoolExecutor";

    @ParameterizedTest
    @ValueSource(strings = {"tomcat-embed-core-9.0.50.jar", "tomcat-embed-core-11.0.12.jar"})
    void a_pool_tells_its_tasks_exactly_and_refuses_only_what_execute_throws(String jar) {
        String output = run(Jdk.running(), jar, TomcatPools.class);

        Map<String, String> unbounded = hopOf(output, "unbounded-exec-*");
        assertThat(unbounded)
                .containsEntry("kind", "executor")
                .containsEntry("bufferType", "org.apache.tomcat.util.threads.TaskQueue")
                .containsEntry("bounded", "false")
                .containsEntry("onFull", "GROW")
                .containsEntry("totalArrivals", "" + (TomcatPools.TASKS + 1))
                .containsEntry("totalDepartures", "" + (TomcatPools.TASKS + 1))
                .containsEntry("depthMax", "" + (TomcatPools.TASKS - 3))
                .containsEntry("refusedException", "0")
                .containsEntry("refusedFalse", "0")
                .containsEntry("maxThreads", "2")
                .containsEntry("consumers", "2")
                .doesNotContainEntry("consumersWaiting", "0")
                .doesNotContainEntry("consumerStarved", "0");
        assertThat(unbounded.get("site")).startsWith(TomcatPools.class.getName() + ".pool(");
        assertThat(Long.parseLong(unbounded.get("sojournCount"))).isPositive();

        assertThat(output).contains("refused " + TomcatPools.REFUSED).contains("refused after shutdown");
        assertThat(hopOf(output, "bounded-exec-*"))
                .containsEntry("bounded", "true")
                .containsEntry("capacity", "" + TomcatPools.LIMIT)
                .containsEntry("depthMax", "" + TomcatPools.LIMIT)
                .containsEntry("totalArrivals", "" + (2 + TomcatPools.LIMIT))
                .containsEntry("refusedException", "" + TomcatPools.REFUSED)
                .containsEntry("refusedFalse", "0");
        assertThat(HopWatch.parse(output, "hop"))
                .filteredOn(hop -> hop.get("bufferType").endsWith("TaskQueue"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tomcat-embed-core-9.0.110.jar", "tomcat-embed-core-10.1.46.jar"})
    void a_server_under_load_shows_where_its_requests_wait(String jar) {
        serve(Jdk.running(), jar);
    }

    @Test
    void so_does_the_newest_on_the_newest() {
        serve(Jdk.jdk25(), "tomcat-embed-core-11.0.12.jar");
    }

    /** A worker that waits while the agent is attached takes its next task through code from before, which the queue's count tells. */
    @ParameterizedTest
    @MethodSource("io.manometer.agent.testing.Jdk#names")
    void an_agent_attached_to_a_running_server_counts_all_but_what_was_in_flight(String jdk) throws Exception {
        try (ForkedJvm jvm = ForkedJvm.java(Jdk.get(jdk))
                .classPath(ServerJars.copy("tomcat-embed-core-10.1.46.jar"))
                .main(TomcatServer.class)
                .arguments("attached")
                .start()
                .awaitOutput("ready")) {
            jvm.attachAgent("period=100ms");
            jvm.say("go");

            assertThat(jvm.awaitExit()).as(jvm.toString()).isZero();
            long tasks =
                    Long.parseLong(HopWatch.parse(jvm.out(), "truth").get(0).get("tasks"));
            Map<String, String> pool = hopOf(jvm.out(), "http-nio-auto-*-exec-*");
            assertThat(pool)
                    .containsEntry("kind", "executor")
                    .containsEntry("site", "")
                    .containsEntry("maxThreads", "4");
            assertThat(Long.parseLong(pool.get("totalArrivals"))).isBetween(tasks - 4, tasks);
            assertThat(Long.parseLong(pool.get("totalDepartures"))).isBetween(tasks - 4, tasks);
            assertThat(pool).containsEntry("depth", "0");
            assertThat(jvm.out()).contains("health|errors=0|kindsOff=\n");
        }
    }

    private static void serve(Jdk jdk, String jar) {
        String output = run(jdk, jar, TomcatServer.class);

        Map<String, String> pool = hopOf(output, "http-nio-auto-*-exec-*");
        String tasks = HopWatch.parse(output, "truth").get(0).get("tasks");
        assertThat(pool)
                .containsEntry("type", POOL)
                .containsEntry("kind", "executor")
                .containsEntry("totalArrivals", tasks)
                .containsEntry("totalDepartures", tasks)
                .containsEntry("depth", "0")
                .containsEntry("maxThreads", "4")
                .containsEntry("coreThreads", "2")
                .containsEntry("consumers", "4")
                .containsEntry("refusedException", "0");
        assertThat(Long.parseLong(tasks)).isGreaterThanOrEqualTo(Requests.ROUNDS * Requests.AT_A_TIME);
        assertThat(Long.parseLong(pool.get("depthMax"))).isBetween(Requests.AT_A_TIME / 2L, (long) Requests.AT_A_TIME);
        assertThat(pool.get("site")).startsWith("org.apache.tomcat.util.net.AbstractEndpoint.createExecutor(");
    }

    private static Map<String, String> hopOf(String output, String threads) {
        return HopWatch.parse(output, "hop").stream()
                .filter(hop -> threads.equals(hop.get("threads")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no hop with threads " + threads + " in " + output));
    }

    private static String run(Jdk jdk, String jar, Class<?> application) {
        try (ForkedJvm jvm = ForkedJvm.java(jdk)
                .agent("period=100ms")
                .classPath(ServerJars.copy(jar))
                .main(application)
                .start()) {
            assertThat(jvm.awaitExit()).as(jvm.toString()).isZero();
            assertThat(jvm.agentLines()).isEmpty();
            assertThat(jvm.out()).contains("health|errors=0|kindsOff=\n");
            return jvm.out();
        }
    }
}
