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

            The same meters that the JFR events carry, for Prometheus or for the application's own Micrometer registry. Off unless asked for:

                java -javaagent:manometer-agent.jar=metrics=9404 -jar app.jar               # an endpoint on the loopback address
                java -javaagent:manometer-agent.jar=metrics=app -jar app.jar                # into Micrometer's Metrics.globalRegistry
                java -javaagent:manometer-agent.jar=metrics=app+0.0.0.0:9404 -jar app.jar   # both, the endpoint for other hosts too

            No recorder is needed. [Dashboards and alerts](../dashboards) are made for these names.

            ## The endpoint
            | path | answer |
            | --- | --- |
            | `/metrics` | all metrics, in the text format or, for an `Accept` header that asks for it, OpenMetrics 1.0.0 |
            | `/-/healthy` | `healthy`, for probes, without credentials |

            It opens a second after the agent has started ([why](decisions/0035-metrics-beside-events.md)). With port 0 the system picks the port; the agent
            says it on standard error and, with `metrics.portfile=FILE`, in a file.
            `metrics.token-file` and `metrics.users-file` ask for a bearer token or a password, `metrics.tls-file` serves by TLS; a file that can't be
            read leaves the endpoint shut, never open without. The files are read once. [All options](configuration.md).

            At most four threads answer, 16 requests wait, more are turned away; a request that takes longer than 10 s, since its scraper doesn't send or doesn't
            read, is cut off. A scrape takes no lock of the application's and reads what the last window left, so values are up to one window old.
            [What a scrape costs](benchmarks.md#metrics).
            A port that is taken, or a Java runtime without the module `jdk.httpserver`, is one line on standard error; the application runs on
            without the endpoint.

            ## In the application's registry
            `metrics=app` binds the same names and labels to `Metrics.globalRegistry` within a second of the application loading Micrometer (1.5 or newer), in
            each class loader that has one, and whichever back end that uses. An application that keeps a registry to itself must add it:
            `Metrics.addRegistry(registry)`. The application's own filters and common tags apply. Micrometer's names are those below
            with dots for underscores and without `_total`.

            ## Series
            * Names of hops are fields, variables or creation sites, the same from run to run. Hops of one name share a series: the sum of its instances, but for
              `_standing_seconds`, `_lag_seconds` and the like, which are the worst of them.
            * At most `metrics.max-series` (200) pairs of `hop` and `kind` for a metric; the hops beyond share `hop="_other"` in their kind and are counted in
              `backpressure_agent_hops_folded_total`. They get a series of their own once there is room. Refusals have six series for each pair, waits ten buckets,
              sum and count.
            * The series of a hop ends with the hop, at the first window after it was collected. All its counters are there, at 0, from the first scrape after it was created.
            * `_depth_min` and `_depth_max` are those since the same scraper's previous scrape. Four scrapers are told apart, by address and `User-Agent`; in an
              application's registry it is the last half to whole minute.
            * Micrometer adds `backpressure_wait_seconds_max`, the longest wait of the last minutes.

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
