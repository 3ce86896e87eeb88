package io.manometer.agent.metrics;

import io.manometer.boot.Kind;
import io.manometer.boot.Waits;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The table of metrics: meters, help texts, {@code docs/metrics.md} and the dashboards are made from it.
 *
 * <p>A name follows <a href="https://prometheus.io/docs/practices/naming/">Prometheus' rules</a>: base units, {@code _total} for
 * what only grows. Micrometer's name is the same with dots, without {@code _total}: {@link #meter()}.
 */
public enum Metric {
    DEPTH(
            "backpressure_depth",
            Type.GAUGE,
            Unit.ITEMS,
            Of.HOP,
            "Work waiting at the end of the last window. Of a channel bytes, of a Kafka topic records; of a cached or"
                    + " thread-per-task executor, which has no queue, the tasks in progress."),
    DEPTH_MIN(
            "backpressure_depth_min",
            Type.GAUGE,
            Unit.ITEMS,
            Of.HOP,
            "Lowest depth since this scraper's previous scrape: what never drained. Of several instances, the sum of"
                    + " their lowest."),
    DEPTH_MAX(
            "backpressure_depth_max",
            Type.GAUGE,
            Unit.ITEMS,
            Of.HOP,
            "Highest depth since this scraper's previous scrape. Of several instances, the sum of their highest."),
    BOUNDED(
            "backpressure_bounded",
            Type.GAUGE,
            Unit.NONE,
            Of.HOP,
            "1 if there is a limit at which it blocks, refuses or drops, 0 if it grows until memory ends; 0 if any of several"
                    + " instances has no limit."),
    CAPACITY(
            "backpressure_capacity",
            Type.GAUGE,
            Unit.ITEMS,
            Of.HOP,
            "The limit, summed over instances. Absent when unbounded, never a huge number: utilisation would read 0 % for the"
                    + " very queue that leaks."),
    ARRIVALS("backpressure_arrivals_total", Type.COUNTER, Unit.ITEMS, Of.HOP, "Work accepted."),
    DEPARTURES("backpressure_departures_total", Type.COUNTER, Unit.ITEMS, Of.HOP, "Work taken out."),
    REFUSED(
            "backpressure_refused_total",
            Type.COUNTER,
            Unit.ITEMS,
            Of.HOP,
            "Work turned away or thrown away, by reason: an exception, false or a time-out for the producer, the newest or the"
                    + " oldest item dropped, the caller made to run it."),
    PRODUCER_BLOCKED(
            "backpressure_producer_blocked_seconds_total",
            Type.COUNTER,
            Unit.SECONDS,
            Of.HOP,
            "Time that producers spent waiting for room, summed over threads, waits that are still open included."),
    CONSUMER_STARVED(
            "backpressure_consumer_starved_seconds_total",
            Type.COUNTER,
            Unit.SECONDS,
            Of.HOP,
            "Time that consumers spent waiting for work, summed over threads, waits that are still open included."),
    CONSUMERS(
            "backpressure_consumers",
            Type.GAUGE,
            Unit.NONE,
            Of.HOP,
            "Threads that take work from it: those of a pool, of a queue the distinct ones seen in the last window, an estimate; 0"
                    + " when unknown. With the time starved it gives the utilisation."),
    WAIT(
            "backpressure_wait_seconds",
            Type.HISTOGRAM,
            Unit.SECONDS,
            Of.HOP,
            "How long work waited, from sampled items: shares and quantiles count, the number of samples means nothing."),
    STANDING(
            "backpressure_standing_seconds",
            Type.GAUGE,
            Unit.SECONDS,
            Of.HOP,
            "Work that never drained in the last 5 s, as seconds: the lowest depth by the rate at which work leaves. Once nothing"
                    + " has left for 10 s, at least the time since then. Of several instances the worst."),
    PENDING_BYTES(
            "backpressure_pending_bytes",
            Type.GAUGE,
            Unit.BYTES,
            Of.CHANNEL,
            "Bytes written and not yet accepted by the socket, summed over channels."),
    UNWRITABLE(
            "backpressure_unwritable_seconds_total",
            Type.COUNTER,
            Unit.SECONDS,
            Of.CHANNEL,
            "Time above the high watermark and not yet below the low one, summed over channels."),
    IGNORED_BYTES(
            "backpressure_ignored_bytes_total",
            Type.COUNTER,
            Unit.BYTES,
            Of.CHANNEL,
            "Bytes written while the channel said that it is not writable."),
    PAUSED(
            "backpressure_paused_seconds_total",
            Type.COUNTER,
            Unit.SECONDS,
            Of.PULL,
            "Time in which reading was paused, summed over channels or partitions: pressure that is passed on."),
    LAG_RECORDS(
            "backpressure_lag_records",
            Type.GAUGE,
            Unit.NONE,
            Of.CONSUMER,
            "Records of the topic that the broker holds and this consumer has not taken yet."),
    LAG_SECONDS(
            "backpressure_lag_seconds",
            Type.GAUGE,
            Unit.SECONDS,
            Of.CONSUMER,
            "Age of the oldest record that this consumer has not taken yet."),
    SECONDS_SINCE_POLL(
            "backpressure_seconds_since_poll",
            Type.GAUGE,
            Unit.NONE,
            Of.CONSUMER,
            "Time since the application last asked for records, still growing while a handler hangs."),
    MAX_POLL_INTERVAL(
            "backpressure_max_poll_interval_seconds",
            Type.GAUGE,
            Unit.SECONDS,
            Of.CONSUMER,
            "The consumer's max.poll.interval.ms: so long after its last poll the group takes its partitions away."),
    PAUSED_PARTITIONS(
            "backpressure_paused_partitions",
            Type.GAUGE,
            Unit.NONE,
            Of.CONSUMER,
            "Partitions that the application has paused."),
    PRODUCER_BUFFER_USED(
            "backpressure_producer_buffer_used_bytes",
            Type.GAUGE,
            Unit.BYTES,
            Of.PRODUCER,
            "Memory of the producer's accumulator in use."),
    UNBOUNDED_HOPS(
            "backpressure_unbounded_hops",
            Type.GAUGE,
            Unit.NONE,
            Of.JVM,
            "Hops without a limit, the JDK's own and those of logging included."),
    AGENT_INFO("backpressure_agent_info", Type.GAUGE, Unit.NONE, Of.AGENT, "1; the agent's version is in the label."),
    AGENT_ERRORS(
            "backpressure_agent_errors_total",
            Type.COUNTER,
            Unit.NONE,
            Of.JVM,
            "Errors in the agent's own code, suppressed before the application could notice."),
    AGENT_HOPS_FOLDED(
            "backpressure_agent_hops_folded_total",
            Type.COUNTER,
            Unit.NONE,
            Of.JVM,
            "Hops that have no series of their own: beyond metrics.max-series in hop=\"_other\", beyond limit.hops only counted."),
    AGENT_SECONDS(
            "backpressure_agent_seconds_total",
            Type.COUNTER,
            Unit.SECONDS,
            Of.JVM,
            "Time the agent's threads worked: reading meters, writing events, answering scrapes. Hooks in the application's"
                    + " threads are not in it.");

    /** What the value does. */
    public enum Type {
        GAUGE("gauge"),
        COUNTER("counter"),
        HISTOGRAM("histogram");

        public final String label;

        Type(String label) {
            this.label = label;
        }
    }

    /** What the value counts; only base units are part of a name. */
    public enum Unit {
        NONE(""),
        ITEMS(""),
        SECONDS("seconds"),
        BYTES("bytes");

        /** Micrometer's base unit; empty for a number. */
        public final String label;

        Unit(String label) {
            this.label = label;
        }
    }

    /** What has the metric, and with which labels. */
    public enum Of {
        HOP(EnumSet.allOf(Kind.class), "hop", "kind"),
        CHANNEL(EnumSet.of(Kind.CHANNEL), "hop", "kind"),
        PULL(EnumSet.of(Kind.CHANNEL, Kind.KAFKA_CONSUMER), "hop", "kind"),
        CONSUMER(EnumSet.of(Kind.KAFKA_CONSUMER), "hop", "kind"),
        PRODUCER(EnumSet.of(Kind.KAFKA_PRODUCER), "hop", "kind"),
        JVM(EnumSet.noneOf(Kind.class)),
        AGENT(EnumSet.noneOf(Kind.class), "version");

        /** The kinds of hops that have it; none for the whole JVM. */
        public final Set<Kind> kinds;

        final List<String> labels;

        Of(EnumSet<Kind> kinds, String... labels) {
            this.kinds = Set.copyOf(kinds);
            this.labels = List.of(labels);
        }
    }

    /** Values of the label {@code reason}, in the order of {@link io.manometer.boot.Sample#refused}. */
    public static final List<String> REASONS =
            List.of("exception", "false", "timeout", "drop-newest", "drop-oldest", "caller-runs");

    /**
     * Upper bounds of the buckets of {@link #WAIT}, in seconds. 20 ms, 100 ms and 5 s are the targets of the analyzer's profiles.
     */
    public static final List<Double> WAIT_BUCKETS =
            Arrays.stream(Waits.bounds()).mapToObj(nanos -> nanos / 1e9).toList();

    /** The hop that stands for all beyond metrics.max-series. */
    public static final String OTHER = "_other";

    /** As Prometheus knows it; of a histogram without {@code _bucket}, {@code _sum} and {@code _count}. */
    public final String series;

    public final Type type;
    public final Unit unit;
    public final Of of;

    /** One sentence or two, also the HELP line. */
    public final String help;

    Metric(String series, Type type, Unit unit, Of of, String help) {
        this.series = series;
        this.type = type;
        this.unit = unit;
        this.of = of;
        this.help = help;
    }

    /** The name in Micrometer: with dots, and without what the registry of a back end appends. */
    public String meter() {
        String name = series.endsWith("_total") ? series.substring(0, series.length() - "_total".length()) : series;
        return name.replace('_', '.');
    }

    /** The labels, in order. */
    public List<String> labels() {
        return this == REFUSED ? List.of("hop", "kind", "reason") : of.labels;
    }

    /** Whether a hop of this kind has the metric. */
    public boolean appliesTo(Kind kind) {
        return of.kinds.contains(kind);
    }
}
