package io.manometer.dashboards;

import static io.manometer.dashboards.Panel.series;
import static io.manometer.dashboards.Panel.stat;
import static io.manometer.dashboards.Panel.table;
import static io.manometer.dashboards.Panel.target;
import static io.manometer.dashboards.Query.byHop;
import static io.manometer.dashboards.Query.of;
import static io.manometer.dashboards.Query.orZero;
import static io.manometer.dashboards.Query.rate;
import static io.manometer.dashboards.Query.sum;
import static io.manometer.dashboards.Query.top;

import io.manometer.dashboards.Panel.Column;
import io.manometer.dashboards.Panel.Step;
import java.util.List;

/** What is under pressure now. */
final class OverviewDashboard {
    static final String UID = "manometer-overview";

    /** Less standing work than this is no backlog: the default target of the analyzer's verdicts. */
    private static final String TARGET_SECONDS = "0.1";

    private static final String HOP_LEGEND = "{{hop}} ({{instance}})";
    /** What counts items and not bytes. */
    private static final String ITEMS = "kind!=\"channel\"";

    private static final Step NONE = new Step(0, "transparent");

    private OverviewDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                UID,
                "Manometer / Overview",
                "Where load piles up now, and whether the pressure travels back to whoever causes it.",
                "",
                List.of(
                        Dashboard.Row.of(
                                "Now",
                                standingHops(),
                                unboundedHops(),
                                blockedThreads(),
                                refusals(),
                                ignoredBytes(),
                                virtualMachines()),
                        Dashboard.Row.of("Pressure map", pressureMap()),
                        Dashboard.Row.of("Over time", standingWork(), depths(), flow(), blocked(), refused(), lag())));
    }

    private static Panel standingHops() {
        return stat(
                        "Hops with standing work",
                        "none",
                        "Hops whose lowest depth in the last interval was more than a tenth of a second of work: they never drained.",
                        orZero("count(" + of(Names.STANDING) + " > " + TARGET_SECONDS + ")"))
                .warning(1, 5);
    }

    private static Panel unboundedHops() {
        return stat(
                        "Unbounded hops",
                        "none",
                        "Buffers without a limit. Each is harmless while it drains, and takes the whole heap when it doesn't.",
                        sum(of(Names.UNBOUNDED_HOPS)))
                .warning(1, 50);
    }

    private static Panel blockedThreads() {
        return stat(
                        "Producers blocked",
                        "none",
                        "Threads that waited for room, on average: seconds blocked per second. Pressure that travels back.",
                        sum(rate(of(Names.PRODUCER_BLOCKED))))
                .warning(0.5, 5);
    }

    private static Panel refusals() {
        return stat(
                        "Refused",
                        "cps",
                        "Work turned away per second: rejected, timed out, run by the caller or dropped.",
                        sum(rate(of(Names.REFUSED))))
                .warning(0.01, 10);
    }

    private static Panel ignoredBytes() {
        return stat(
                        "Written against the signal",
                        "Bps",
                        "Bytes per second written to channels that had said they were not writable. They pile up in memory.",
                        orZero(sum(rate(of(Names.IGNORED_BYTES)))))
                .warning(1, 1_000_000);
    }

    private static Panel virtualMachines() {
        return stat(
                "JVMs watched",
                "none",
                "Instances whose agent was scraped in the last minutes.",
                orZero("count(" + of(Names.AGENT_INFO) + ")"));
    }

    private static Panel pressureMap() {
        String perHop = "max";
        return table(
                "Pressure map",
                "One line a hop. Work is the lowest depth of the last interval as time at the current rate: work that never drained. "
                        + "Growing is the slope of the lowest depth. Blocked counts producers that wait for room.",
                Column.label("hop", "Hop"),
                Column.label("kind", "Kind"),
                Column.label("job", "Job"),
                Column.label("instance", "Instance"),
                Column.value("Depth", "short", byHop(perHop, of(Names.DEPTH))),
                Column.value(
                        "Work",
                        "s",
                        byHop(perHop, of(Names.STANDING)),
                        NONE,
                        new Step(0.1, "yellow"),
                        new Step(5, "red")),
                Column.value(
                        "Utilisation",
                        "percentunit",
                        Query.utilisation(of(Names.CONSUMER_STARVED), of(Names.CONSUMERS)),
                        NONE,
                        new Step(0.7, "yellow"),
                        new Step(0.95, "red")),
                Column.value(
                        "Fill",
                        "percentunit",
                        byHop(perHop, of(Names.DEPTH) + " / " + of(Names.CAPACITY)),
                        NONE,
                        new Step(0.7, "yellow"),
                        new Step(0.9, "red")),
                Column.value(
                        "Growing",
                        "cps",
                        byHop(perHop, "deriv(" + of(Names.DEPTH_MIN) + "[5m])"),
                        NONE,
                        new Step(0.5, "yellow"),
                        new Step(50, "red")),
                Column.value(
                        "Blocked",
                        "none",
                        byHop("sum", rate(of(Names.PRODUCER_BLOCKED))),
                        NONE,
                        new Step(0.1, "yellow"),
                        new Step(1, "orange")),
                Column.value(
                        "Refused",
                        "cps",
                        byHop("sum", rate(of(Names.REFUSED))),
                        NONE,
                        new Step(0.01, "yellow"),
                        new Step(10, "red")),
                Column.states(
                        "Bounded",
                        byHop("min", of(Names.BOUNDED)),
                        List.of("0=no", "1=yes"),
                        new Step(0, "orange"),
                        new Step(1, "transparent")));
    }

    private static Panel standingWork() {
        return series(
                        "Standing work, the ten highest",
                        "s",
                        "Work that never drained in the last interval, as time. A burst goes back to zero; what stays is a backlog.",
                        target(top(of(Names.STANDING)), HOP_LEGEND))
                .warning(0.1, 5);
    }

    private static Panel depths() {
        return series(
                "Lowest depth, the ten highest",
                "short",
                "Lowest number of waiting items in each interval, without channels, which count bytes. Only a standing queue keeps it above zero.",
                target(top(of(Names.DEPTH_MIN, ITEMS)), HOP_LEGEND));
    }

    private static Panel flow() {
        return series(
                "Work in and out",
                "cps",
                "All hops of the chosen instances together, but for channels, which count bytes. A lasting gap is a backlog that grows.",
                target(sum(rate(of(Names.ARRIVALS, ITEMS))), "in"),
                target(sum(rate(of(Names.DEPARTURES, ITEMS))), "out"));
    }

    private static Panel blocked() {
        return series(
                        "Producers blocked, the ten highest",
                        "none",
                        "Seconds that producers waited for room, per second, open waits included: the number of threads held back.",
                        target(top(byHop("sum", rate(of(Names.PRODUCER_BLOCKED)))), HOP_LEGEND))
                .warning(0.5, 5);
    }

    private static Panel refused() {
        return series(
                        "Refused, by reason",
                        "cps",
                        "Work turned away. Dropped work is lost without anybody being told.",
                        target("sum by (reason) (" + rate(of(Names.REFUSED)) + ")", "{{reason}}"))
                .stack();
    }

    private static Panel lag() {
        return series(
                        "Lag on the brokers",
                        "s",
                        "Age of the oldest record that a consumer group has not read yet.",
                        target(top(of(Names.LAG_SECONDS)), HOP_LEGEND))
                .warning(10, 60);
    }
}
