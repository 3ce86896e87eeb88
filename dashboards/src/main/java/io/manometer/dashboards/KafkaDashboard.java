package io.manometer.dashboards;

import static io.manometer.dashboards.Panel.series;
import static io.manometer.dashboards.Panel.target;
import static io.manometer.dashboards.Panel.topHops;
import static io.manometer.dashboards.Query.byHop;
import static io.manometer.dashboards.Query.chosen;
import static io.manometer.dashboards.Query.rate;
import static io.manometer.dashboards.Query.top;

import java.util.List;

/** Consumers and producers. */
final class KafkaDashboard {
    static final String UID = "manometer-kafka";

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
        return topHops(
                "Lag",
                "short",
                "Records on the broker that the group has not read. They are safe there until retention ends.",
                chosen(Names.LAG_RECORDS));
    }

    private static Panel lagTime() {
        return topHops(
                        "Lag as time",
                        "s",
                        "Age of the oldest unread record, from the offsets that the consumer saw.",
                        chosen(Names.LAG_SECONDS))
                .warning(10, 60);
    }

    private static Panel pace() {
        return topHops(
                "Produced",
                "cps",
                "Records per second that were added to the topic.",
                byHop("sum", rate(chosen(Names.ARRIVALS, CONSUMERS))));
    }

    private static Panel processed() {
        return topHops(
                "Consumed",
                "cps",
                "Records per second that poll returned.",
                byHop("sum", rate(chosen(Names.DEPARTURES, CONSUMERS))));
    }

    private static Panel sincePoll() {
        return topHops(
                "Time since the last poll",
                "s",
                "Still growing while a handler hangs. At max.poll.interval.ms the consumer is thrown out of its group.",
                chosen(Names.SINCE_POLL));
    }

    private static Panel pollLimit() {
        return topHops(
                        "Share of max.poll.interval used",
                        "percentunit",
                        "Time since the last poll as a share of the limit. At one the group takes the partitions away.",
                        byHop("max", chosen(Names.SINCE_POLL)) + " / " + byHop("max", chosen(Names.POLL_LIMIT)))
                .warning(0.5, 0.8);
    }

    private static Panel paused() {
        return topHops(
                "Partitions paused",
                "none",
                "Partitions that the consumer asks nothing of: how it sends the pressure of a full queue back to the broker.",
                chosen(Names.PAUSED_PARTITIONS));
    }

    private static Panel pausedTime() {
        return topHops(
                "Share of time paused",
                "percentunit",
                "Seconds paused per second.",
                byHop("sum", rate(chosen(Names.PAUSED, CONSUMERS))));
    }

    private static Panel buffer() {
        return topHops(
                "Buffer memory used",
                "bytes",
                "Records that were given to send and not yet acknowledged. At buffer.memory send blocks.",
                chosen(Names.PRODUCER_BUFFER));
    }

    private static Panel blocked() {
        return topHops(
                        "Threads blocked in send",
                        "none",
                        "Seconds that threads waited for buffer memory, per second.",
                        byHop("sum", rate(chosen(Names.PRODUCER_BLOCKED, PRODUCERS))))
                .warning(0.1, 1);
    }

    private static Panel sent() {
        return topHops(
                "Sent",
                "cps",
                "Records per second given to send.",
                byHop("sum", rate(chosen(Names.ARRIVALS, PRODUCERS))));
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
