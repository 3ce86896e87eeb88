package io.manometer.dashboards;

import static io.manometer.dashboards.Panel.series;
import static io.manometer.dashboards.Panel.table;
import static io.manometer.dashboards.Panel.target;
import static io.manometer.dashboards.Query.byHop;
import static io.manometer.dashboards.Query.chosen;
import static io.manometer.dashboards.Query.quantile;
import static io.manometer.dashboards.Query.rate;
import static io.manometer.dashboards.Query.top;

import io.manometer.dashboards.Panel.Column;
import io.manometer.dashboards.Panel.Step;
import java.util.List;

/** Each hop in detail; queues and executors, and whatever else the variable {@code hop} chooses. */
final class QueuesDashboard {
    static final String UID = "manometer-queues";

    private static final String LEGEND = "{{hop}} ({{instance}})";

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
        return series("Depth", "short", "Work waiting at the scrape.", target(top(chosen(Names.DEPTH)), LEGEND));
    }

    private static Panel lowest() {
        return series(
                "Lowest depth",
                "short",
                "Lowest number of waiting items since the scrape before. Zero: it drained.",
                target(top(chosen(Names.DEPTH_MIN)), LEGEND));
    }

    private static Panel highest() {
        return series(
                "Highest depth",
                "short",
                "Highest number of waiting items since the scrape before: bursts that a scrape would miss.",
                target(top(chosen(Names.DEPTH_MAX)), LEGEND));
    }

    private static Panel growth() {
        return series(
                        "Growth",
                        "cps",
                        "Arrivals less departures. Above zero for long is a backlog that grows.",
                        target(
                                top(byHop("sum", rate(chosen(Names.ARRIVALS))) + " - "
                                        + byHop("sum", rate(chosen(Names.DEPARTURES)))),
                                LEGEND))
                .warning(1, 100);
    }

    private static Panel fill() {
        return series(
                        "Fill",
                        "percentunit",
                        "Depth as a share of the capacity. Hops without a limit have no line here: nothing is ever full.",
                        target(
                                top(byHop("max", chosen(Names.DEPTH)) + " / " + byHop("max", chosen(Names.CAPACITY))),
                                LEGEND))
                .warning(0.7, 0.9);
    }

    private static Panel standing() {
        return series(
                        "Standing work",
                        "s",
                        "Lowest depth as time at the rate of departures: what each item waits at least.",
                        target(top(chosen(Names.STANDING)), LEGEND))
                .warning(0.1, 5);
    }

    private static Panel arrivals() {
        return series(
                "Arrivals",
                "cps",
                "Work accepted per second.",
                target(top(byHop("sum", rate(chosen(Names.ARRIVALS)))), LEGEND));
    }

    private static Panel departures() {
        return series(
                "Departures",
                "cps",
                "Work taken out per second.",
                target(top(byHop("sum", rate(chosen(Names.DEPARTURES)))), LEGEND));
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
                        target(quantile(share, chosen(Names.WAIT_BUCKETS)), LEGEND))
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
                        LEGEND));
    }

    private static Panel blocked() {
        return series(
                        "Producers blocked",
                        "none",
                        "Seconds that producers waited for room, per second: threads held back. The pressure travels back here.",
                        target(top(byHop("sum", rate(chosen(Names.PRODUCER_BLOCKED)))), LEGEND))
                .warning(0.5, 5);
    }

    private static Panel starved() {
        return series(
                "Consumers starved",
                "none",
                "Seconds that consumers waited for work, per second: idle threads. None left means that the consumers are the limit.",
                target(top(byHop("sum", rate(chosen(Names.CONSUMER_STARVED)))), LEGEND));
    }

    private static Panel busy() {
        return series(
                        "Utilisation",
                        "percentunit",
                        "Share of the consumers' time that was not spent waiting for work.",
                        target(top(Query.utilisation(chosen(Names.CONSUMER_STARVED), chosen(Names.CONSUMERS))), LEGEND))
                .warning(0.7, 0.95);
    }

    private static Panel inventory() {
        return table(
                "Hops",
                "Whether a hop has a limit, and which. A hop without a limit has no capacity.",
                Column.label("hop", "Hop"),
                Column.label("kind", "Kind"),
                Column.label("job", "Job"),
                Column.label("instance", "Instance"),
                Column.states(
                        "Bounded",
                        byHop("min", chosen(Names.BOUNDED)),
                        List.of("0=no", "1=yes"),
                        new Step(0, "orange"),
                        new Step(1, "transparent")),
                Column.value("Capacity", "short", byHop("max", chosen(Names.CAPACITY))),
                Column.value("Depth", "short", byHop("max", chosen(Names.DEPTH))));
    }
}
