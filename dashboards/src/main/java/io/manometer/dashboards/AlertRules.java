package io.manometer.dashboards;

import java.util.List;

/**
 * When to wake somebody. A condition looks at a lowest or a mean value over minutes, so that a burst is none, and holds for a while on top;
 * {@code keep_firing_for} bridges a scrape that failed and a queue that drains for a moment. Counters are read by {@code rate} and {@code
 * increase} only, so that a restart is no event.
 */
final class AlertRules {
    private static final String HOP =
            "{{ $labels.hop }} ({{ $labels.kind }}) in {{ $labels.job }} on {{ $labels.instance }}";
    private static final String MATCH = "on (job, instance, hop, kind)";
    private static final String BY_HOP = "sum by (job, instance, hop, kind) ";

    private AlertRules() {}

    static List<Alert> all() {
        return List.of(
                unboundedGrowing(),
                standingBacklog(),
                saturated(),
                refusals(),
                silentDrops(),
                producersBlocked(),
                notWritable(),
                signalIgnored(),
                lagIncreasing(),
                closeToPollLimit(),
                agentErrors());
    }

    private static Alert unboundedGrowing() {
        return new Alert(
                "BackpressureUnboundedQueueGrowing",
                "critical",
                """
                (
                  min_over_time(%1$s[2m]) > 1.1 * min_over_time(%1$s[2m] offset 3m)
                )
                and %2$s min_over_time(%3$s[2m]) > 1
                and %2$s %4$s == 0
                unless %2$s %5$s
                """.formatted(Names.DEPTH_MIN, MATCH, Names.STANDING, Names.BOUNDED, Names.LAG_RECORDS),
                "3m",
                "5m",
                QueuesDashboard.UID,
                HOP + " has no limit and grows",
                "Nobody upstream is held back. It grows until the heap is full; latency grows with it from now on.",
                List.of(
                        "Look at the hop's growth and at free heap: that is the time left.",
                        "Find what its consumers wait for: the hop downstream with utilisation near one.",
                        "Give the queue a capacity and decide what happens at it; until then reduce the load or add consumers."));
    }

    private static Alert standingBacklog() {
        return new Alert(
                "BackpressureStandingBacklog",
                "warning",
                "min_over_time(%s[5m]) > 5".formatted(Names.STANDING),
                "5m",
                "5m",
                QueuesDashboard.UID,
                HOP + " holds {{ $value | humanizeDuration }} of work that never drains",
                "Every item waits at least that long; deadlines of callers pass while their work is still queued.",
                List.of(
                        "Compare arrivals with departures: equal means a constant backlog, a gap means that it grows.",
                        "Look at the consumers: blocked further down, or too few.",
                        "Drain or drop the backlog, or it stays: a standing queue doesn't go away by itself."));
    }

    private static Alert saturated() {
        return new Alert(
                "BackpressureSaturated",
                "warning",
                "min_over_time(%s[2m]) / %s >= 0.9".formatted(Names.DEPTH_MIN, Names.CAPACITY),
                "3m",
                "5m",
                QueuesDashboard.UID,
                HOP + " is {{ $value | humanizePercentage }} full",
                "It is at its limit: producers block or are refused, and the pressure is on its way to the callers.",
                List.of(
                        "See whether producers are blocked or work is refused: that is how the pressure travels on.",
                        "Find the slowest stage downstream; a larger buffer only delays this alert.",
                        "If callers suffer, shed load at the edge rather than here."));
    }

    private static Alert refusals() {
        String refused = "%s(rate(%s{reason!~\"drop-.*\"}[5m]))".formatted(BY_HOP, Names.REFUSED);
        String accepted = "%s(rate(%s[5m]))".formatted(BY_HOP, Names.ARRIVALS);
        return new Alert(
                "BackpressureRefusals",
                "warning",
                "%1$s\n  / (%1$s + %2$s) > 0.01\n".formatted(refused, accepted),
                "2m",
                "5m",
                QueuesDashboard.UID,
                HOP + " refuses {{ $value | humanizePercentage }} of its work",
                "Callers get exceptions, wait in vain or run the work themselves. Retries make it worse.",
                List.of(
                        "Look at the reason: exception, false, timeout or caller-runs.",
                        "Check that callers back off; offers that rise after refusals are a retry storm.",
                        "Find the slowest stage downstream, or admit less at the edge."));
    }

    private static Alert silentDrops() {
        return new Alert(
                "BackpressureSilentDrops",
                "critical",
                "%s(increase(%s{reason=~\"drop-.*\"}[5m])) > 0".formatted(BY_HOP, Names.REFUSED),
                "0m",
                "10m",
                QueuesDashboard.UID,
                HOP + " discarded about {{ $value | humanize }} items in five minutes",
                "The work is lost and nobody was told: no exception, no return value.",
                List.of(
                        "Find out whether this work may be lost at all.",
                        "Replace the discarding policy by one that tells the caller, or count and log what is dropped.",
                        "Find the slowest stage downstream: this is where the overload comes from."));
    }

    private static Alert producersBlocked() {
        return new Alert(
                "BackpressureProducersBlocked",
                "warning",
                "rate(%s[5m]) > 0.5".formatted(Names.PRODUCER_BLOCKED),
                "5m",
                "5m",
                QueuesDashboard.UID,
                HOP + " holds back {{ $value | humanize }} producer threads",
                "The pressure travels back, as it should; but these threads do nothing else while they wait.",
                List.of(
                        "Follow the pressure upstream: is the source slowed, or does another buffer swallow it?",
                        "Check that no event loop or request thread is among the blocked.",
                        "Find the slowest stage downstream; that is what limits the throughput."));
    }

    private static Alert notWritable() {
        return new Alert(
                "BackpressureChannelNotWritable",
                "warning",
                "rate(%s[5m]) > 0.5".formatted(Names.UNWRITABLE),
                "5m",
                "5m",
                NettyDashboard.UID,
                HOP + " was not writable for half of the last minutes or more",
                "The peer reads more slowly than this side writes. Whoever keeps writing fills the heap.",
                List.of(
                        "Look at the pending bytes: growing means that the writer ignores the signal.",
                        "Look at the peer and the network: a slow reader, a full window.",
                        "Stop reading from upstream while the channel is not writable."));
    }

    private static Alert signalIgnored() {
        return new Alert(
                "BackpressureWritesIgnoreSignal",
                "critical",
                "rate(%s[5m]) > 1024 and %s min_over_time(%s[2m]) > 0"
                        .formatted(Names.IGNORED_BYTES, MATCH, Names.PENDING_BYTES),
                "2m",
                "5m",
                NettyDashboard.UID,
                HOP + " is written to against its signal, {{ $value | humanize1024 }}B a second",
                "The outbound buffer has no limit: it grows until the heap is full.",
                List.of(
                        "Look at the pending bytes and at free heap: that is the time left.",
                        "Find the writer, and let it check isWritable() and wait for channelWritabilityChanged.",
                        "Until then close the slowest peers; their buffers are freed."));
    }

    private static Alert lagIncreasing() {
        return new Alert(
                "BackpressureKafkaLagIncreasing",
                "warning",
                """
                (
                  min_over_time(%1$s[5m]) > 1.1 * min_over_time(%1$s[5m] offset 5m)
                )
                and %2$s min_over_time(%3$s[5m]) > 30
                """.formatted(Names.LAG_RECORDS, MATCH, Names.LAG_SECONDS),
                "5m",
                "10m",
                KafkaDashboard.UID,
                HOP + " falls behind: {{ $value | humanize }} records to read",
                "The broker keeps the records until retention ends; results are late by the lag.",
                List.of(
                        "Compare produced with consumed: by how much is the consumer too slow?",
                        "Look at what its poll loop feeds: a full queue or a slow call downstream.",
                        "Add consumers up to the number of partitions, or make the handler faster."));
    }

    private static Alert closeToPollLimit() {
        return new Alert(
                "BackpressureConsumerCloseToMaxPollInterval",
                "critical",
                "%s / %s %s > 0.7".formatted(Names.SINCE_POLL, MATCH, Names.POLL_LIMIT),
                "0m",
                "2m",
                KafkaDashboard.UID,
                HOP + " used {{ $value | humanizePercentage }} of max.poll.interval.ms since its last poll",
                "At the limit the group takes its partitions away, others repeat its work, and may hang the same way.",
                List.of(
                        "Take a thread dump: the polling thread's stack shows where its handler hangs.",
                        "Lower max.poll.records, or pause partitions while the downstream queue is full, and keep polling.",
                        "Raise max.poll.interval.ms only when the handler is slow by nature."));
    }

    private static Alert agentErrors() {
        return new Alert(
                "BackpressureAgentErrors",
                "warning",
                "increase(%s[15m]) > 0".formatted(Names.AGENT_ERRORS),
                "0m",
                "15m",
                AgentDashboard.UID,
                "The Manometer agent in {{ $labels.job }} on {{ $labels.instance }} suppressed errors",
                "The application is not affected; after ten errors of a kind the agent stops watching that kind.",
                List.of(
                        "Read the agent's lines on standard error: they name the kind and the cause.",
                        "Report them with the agent's version.",
                        "If in doubt leave the kind out with instrument=."));
    }
}
