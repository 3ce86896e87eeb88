package io.manometer.dashboards;

import static io.manometer.dashboards.Panel.HOP_LEGEND;
import static io.manometer.dashboards.Panel.hops;
import static io.manometer.dashboards.Panel.series;
import static io.manometer.dashboards.Panel.target;
import static io.manometer.dashboards.Panel.topHops;
import static io.manometer.dashboards.Query.ITEMS;
import static io.manometer.dashboards.Query.byHop;
import static io.manometer.dashboards.Query.chosen;
import static io.manometer.dashboards.Query.quantile;
import static io.manometer.dashboards.Query.rate;
import static io.manometer.dashboards.Query.top;

import io.manometer.dashboards.Panel.Column;
import java.util.List;

/** Each hop in detail; queues and executors, and whatever else the variable {@code hop} chooses. */
final class QueuesDashboard {
    static final String UID = "manometer-queues";

    private QueuesDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                UID,
                "Manometer / Queues and executors",
                "Depth, flow, waiting and refusals of each queue and pool.",
                Names.DEPTH + "{job=~\"$job\",instance=~\"$instance\"}",
                List.of(
                        Dashboard.Row.of("Depth", depth(), lowest(), highest(), growth(), fill(), standing()),
                        Dashboard.Row.of("Flow", arrivals(), departures(), refused()),
                        Dashboard.Row.of("Waiting", wait("0.5"), wait("0.99"), mean(), blocked(), starved(), busy()),
                        Dashboard.Row.of("What they are", inventory())));
    }

    private static Panel depth() {
        return topHops(
                "Depth",
                "short",
                "Work waiting at the scrape. Channels, which count bytes, are on the dashboard of Netty.",
                chosen(Names.DEPTH, ITEMS));
    }

    private static Panel lowest() {
        return topHops(
                "Lowest depth",
                "short",
                "Lowest number of waiting items since the scrape before. Zero: it drained.",
                chosen(Names.DEPTH_MIN, ITEMS));
    }

    private static Panel highest() {
        return topHops(
                "Highest depth",
                "short",
                "Highest number of waiting items since the scrape before: bursts that a scrape would miss.",
                chosen(Names.DEPTH_MAX, ITEMS));
    }

    private static Panel growth() {
        return topHops(
                        "Growth",
                        "cps",
                        "Arrivals less departures. Above zero for long is a backlog that grows, below zero one that drains.",
                        byHop("sum", rate(chosen(Names.ARRIVALS, ITEMS))) + " - "
                                + byHop("sum", rate(chosen(Names.DEPARTURES, ITEMS))))
                .warning(1, 100)
                .mayBeNegative();
    }

    private static Panel fill() {
        return topHops(
                        "Fill",
                        "percentunit",
                        "Depth as a share of the capacity. Hops without a limit have no line here: nothing is ever full.",
                        byHop("max", chosen(Names.DEPTH)) + " / " + byHop("max", chosen(Names.CAPACITY)))
                .warning(0.7, 0.9);
    }

    private static Panel standing() {
        return topHops(
                        "Standing work",
                        "s",
                        "Lowest depth as time at the rate of departures: what each item waits at least.",
                        chosen(Names.STANDING))
                .warning(0.1, 5);
    }

    private static Panel arrivals() {
        return topHops(
                "Arrivals", "cps", "Work accepted per second.", byHop("sum", rate(chosen(Names.ARRIVALS, ITEMS))));
    }

    private static Panel departures() {
        return topHops(
                "Departures", "cps", "Work taken out per second.", byHop("sum", rate(chosen(Names.DEPARTURES, ITEMS))));
    }

    private static Panel refused() {
        return series(
                        "Refused",
                        "cps",
                        "Work turned away, by hop and reason; drop-newest and drop-oldest are silent losses.",
                        target(
                                top("sum by (job, instance, hop, kind, reason) (" + rate(chosen(Names.REFUSED)) + ")"),
                                "{{hop}}: {{reason}} ({{instance}})"))
                .size(24, 8)
                .warning(0.01, 10);
    }

    private static Panel wait(String share) {
        boolean median = share.equals("0.5");
        return series(
                        median ? "Wait, median" : "Wait, 99th percentile",
                        "s",
                        "How long work waited before it was taken, from sampled items.",
                        target(quantile(share, chosen(Names.WAIT_BUCKETS)), HOP_LEGEND))
                .warning(0.1, 5);
    }

    private static Panel mean() {
        return series(
                "Wait, mean",
                "s",
                "Mean wait of the sampled items.",
                target(
                        byHop("sum", rate(chosen(Names.WAIT_SUM))) + " / "
                                + byHop("sum", rate(chosen(Names.WAIT_COUNT))),
                        HOP_LEGEND));
    }

    private static Panel blocked() {
        return topHops(
                        "Producers blocked",
                        "none",
                        "Seconds that producers waited for room, per second: threads held back. The pressure travels back here.",
                        byHop("sum", rate(chosen(Names.PRODUCER_BLOCKED))))
                .warning(0.5, 5);
    }

    private static Panel starved() {
        return topHops(
                "Consumers starved",
                "none",
                "Seconds that consumers waited for work, per second: idle threads. None left means that the consumers are the limit.",
                byHop("sum", rate(chosen(Names.CONSUMER_STARVED))));
    }

    private static Panel busy() {
        return topHops(
                        "Utilisation",
                        "percentunit",
                        "Share of the consumers' time that was not spent waiting for work.",
                        Query.utilisation(chosen(Names.CONSUMER_STARVED), chosen(Names.CONSUMERS)))
                .warning(0.7, 0.95);
    }

    private static Panel inventory() {
        return hops(
                "Hops",
                "Whether a hop has a limit, and which. A hop without a limit has no capacity.",
                Column.bounded(byHop("min", chosen(Names.BOUNDED))),
                Column.value("Capacity", "short", byHop("max", chosen(Names.CAPACITY))),
                Column.value("Depth", "short", byHop("max", chosen(Names.DEPTH))));
    }
}
