package io.manometer.dashboards;

import static io.manometer.dashboards.Panel.series;
import static io.manometer.dashboards.Panel.target;
import static io.manometer.dashboards.Query.byHop;
import static io.manometer.dashboards.Query.chosen;
import static io.manometer.dashboards.Query.rate;
import static io.manometer.dashboards.Query.top;

import java.util.List;

/** Consumers and producers. */
final class KafkaDashboard {
    static final String UID = "manometer-kafka";

    private static final String LEGEND = "{{hop}} ({{instance}})";
    private static final String CONSUMERS = "kind=\"kafka-consumer\"";
    private static final String PRODUCERS = "kind=\"kafka-producer\"";

    private KafkaDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                UID,
                "Manometer / Kafka",
                "Lag on the broker, the pace of polling, and the producers' buffer.",
                Names.DEPTH + "{job=~\"$job\",instance=~\"$instance\",kind=~\"kafka-.*\"}",
                List.of(
                        Dashboard.Row.of(
                                "Consumers",
                                lag(),
                                lagTime(),
                                pace(),
                                processed(),
                                sincePoll(),
                                pollLimit(),
                                paused(),
                                pausedTime()),
                        Dashboard.Row.of("Producers", buffer(), blocked(), sent(), refused())));
    }

    private static Panel lag() {
        return series(
                "Lag",
                "short",
                "Records on the broker that the group has not read. They are safe there until retention ends.",
                target(top(chosen(Names.LAG_RECORDS)), LEGEND));
    }

    private static Panel lagTime() {
        return series(
                        "Lag as time",
                        "s",
                        "Age of the oldest unread record, from the offsets that the consumer saw.",
                        target(top(chosen(Names.LAG_SECONDS)), LEGEND))
                .warning(10, 60);
    }

    private static Panel pace() {
        return series(
                "Produced",
                "cps",
                "Records per second that were added to the topic.",
                target(top(byHop("sum", rate(chosen(Names.ARRIVALS, CONSUMERS)))), LEGEND));
    }

    private static Panel processed() {
        return series(
                "Consumed",
                "cps",
                "Records per second that poll returned.",
                target(top(byHop("sum", rate(chosen(Names.DEPARTURES, CONSUMERS)))), LEGEND));
    }

    private static Panel sincePoll() {
        return series(
                "Time since the last poll",
                "s",
                "Still growing while a handler hangs. At max.poll.interval.ms the consumer is thrown out of its group.",
                target(top(chosen(Names.SINCE_POLL)), LEGEND));
    }

    private static Panel pollLimit() {
        return series(
                        "Share of max.poll.interval used",
                        "percentunit",
                        "Time since the last poll as a share of the limit. At one the group takes the partitions away.",
                        target(
                                top(byHop("max", chosen(Names.SINCE_POLL)) + " / "
                                        + byHop("max", chosen(Names.POLL_LIMIT))),
                                LEGEND))
                .warning(0.5, 0.8);
    }

    private static Panel paused() {
        return series(
                "Partitions paused",
                "none",
                "Partitions that the consumer asks nothing of: how it sends the pressure of a full queue back to the broker.",
                target(top(chosen(Names.PAUSED_PARTITIONS)), LEGEND));
    }

    private static Panel pausedTime() {
        return series(
                "Share of time paused",
                "percentunit",
                "Seconds paused per second.",
                target(top(byHop("sum", rate(chosen(Names.PAUSED, CONSUMERS)))), LEGEND));
    }

    private static Panel buffer() {
        return series(
                "Buffer memory used",
                "bytes",
                "Records that were given to send and not yet acknowledged. At buffer.memory send blocks.",
                target(top(chosen(Names.PRODUCER_BUFFER)), LEGEND));
    }

    private static Panel blocked() {
        return series(
                        "Threads blocked in send",
                        "none",
                        "Seconds that threads waited for buffer memory, per second.",
                        target(top(byHop("sum", rate(chosen(Names.PRODUCER_BLOCKED, PRODUCERS)))), LEGEND))
                .warning(0.1, 1);
    }

    private static Panel sent() {
        return series(
                "Sent",
                "cps",
                "Records per second given to send.",
                target(top(byHop("sum", rate(chosen(Names.ARRIVALS, PRODUCERS)))), LEGEND));
    }

    private static Panel refused() {
        return series(
                        "Records not sent",
                        "cps",
                        "Records that expired, or found no room within max.block.ms.",
                        target(
                                top("sum by (job, instance, hop, kind, reason) ("
                                        + rate(chosen(Names.REFUSED, PRODUCERS)) + ")"),
                                "{{hop}}: {{reason}} ({{instance}})"))
                .warning(0.01, 10);
    }
}
