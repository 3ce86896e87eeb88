package io.manometer.agent.metrics;

import io.manometer.boot.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Makes docs/metrics.md out of the table of metrics. The page says how it is run. */
final class MetricsPage {
    static final Path FILE = Path.of("docs", "metrics.md");

    private static final String HEAD = """
            <!-- Made from io.manometer.agent.metrics.Metric; a test fails when it is stale. After a change:
                 mvn -q -pl jfr-events,agent test-compile
                 java -cp agent/target/classes:agent/target/test-classes io.manometer.agent.metrics.MetricsPage docs/metrics.md -->
            # Metrics

            The names under which the meters that the JFR events carry are exported. The endpoint that serves them comes next.

            ## All metrics
            """;

    private static final String TAIL = """

            ## Names in OpenTelemetry
            The published semantic conventions name little of this. `jvm.executor.*` is what OpenTelemetry's Java agent emits for executors,
            `messaging.*` are the conventions for messaging clients; metrics of Kafka's own client keep their names behind `kafka.consumer.` and
            `kafka.producer.`.

            | Manometer | OpenTelemetry | difference |
            | --- | --- | --- |
            | `backpressure_depth{kind="executor"}` | `jvm.executor.queue.size` | |
            | `backpressure_capacity{kind="executor"}` | `jvm.executor.queue.capacity` | both leave an unbounded one out |
            | `backpressure_departures_total{kind="executor"}` | `jvm.executor.task.completed` | ours counts at the start of a task, theirs at its end |
            | `sum without (reason) (backpressure_refused_total{kind="executor"})` | `jvm.executor.task.rejected` | ours names the reason |
            | label `hop` | `jvm.executor.name` with `jvm.executor.owner.name` | ours is the field or variable, theirs a pattern of the threads' names |
            | `backpressure_departures_total{kind="kafka-consumer"}` | `messaging.client.consumed.messages` | the same moment: delivery to the application |
            | `backpressure_arrivals_total{kind="kafka-producer"}` | `messaging.client.sent.messages` | ours counts what was accepted into the buffer, theirs what was attempted |
            | `backpressure_lag_records` | `kafka.consumer.records_lag` | ours summed over partitions |
            | `backpressure_seconds_since_poll` | `kafka.consumer.last_poll_seconds_ago` | |
            | `backpressure_producer_buffer_used_bytes` | `kafka.producer.buffer_total_bytes` - `kafka.producer.buffer_available_bytes` | |
            | `backpressure_producer_blocked_seconds_total{kind="kafka-producer"}` | `kafka.producer.bufferpool_wait_time_ns_total` | ours counts waits that are still open, in seconds |

            Depth at its lowest, standing work, waits, starving and blocked time, and what was ignored have no counterpart.
            """;

    private MetricsPage() {}

    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), text());
    }

    static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("| metric | type | labels | of | meaning |\n| --- | --- | --- | --- | --- |\n");
        for (Metric metric : Metric.values()) {
            page.append("| `").append(metric.series).append("` | ").append(metric.type.label);
            page.append(" | ").append(String.join(", ", metric.labels()));
            page.append(" | ").append(owners(metric));
            page.append(" | ").append(metric.help).append(" |\n");
        }
        return page.append(TAIL).toString();
    }

    private static String owners(Metric metric) {
        if (metric.of.kinds.isEmpty()) {
            return "the JVM";
        }
        if (metric.of.kinds.size() == Kind.values().length) {
            return "every hop";
        }
        return metric.of.kinds.stream()
                .sorted()
                .map(kind -> "`" + kind.label + "`")
                .collect(Collectors.joining(", "));
    }
}
