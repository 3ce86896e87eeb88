package io.manometer.dashboards;

import static io.manometer.dashboards.Panel.hops;
import static io.manometer.dashboards.Panel.series;
import static io.manometer.dashboards.Panel.stat;
import static io.manometer.dashboards.Panel.target;
import static io.manometer.dashboards.Panel.topHops;
import static io.manometer.dashboards.Query.ITEMS;
import static io.manometer.dashboards.Query.byHop;
import static io.manometer.dashboards.Query.of;
import static io.manometer.dashboards.Query.orZero;
import static io.manometer.dashboards.Query.pressed;
import static io.manometer.dashboards.Query.rate;
import static io.manometer.dashboards.Query.sum;

import io.manometer.dashboards.Panel.Column;
import io.manometer.dashboards.Panel.Step;
import java.util.List;

/** What is under pressure now. */
final class OverviewDashboard {
    static final String UID = "manometer-overview";

    /** Less standing work than this is no backlog: the default target of the analyzer's verdicts. */
    private static final String TARGET_SECONDS = "0.1";

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
        return hops(
                        "Pressure map",
                        "One line for each hop that held something in the last five minutes, or blocks or refuses now. Work is the lowest "
                                + "depth of the last interval as time at the current rate: work that never drained. Growing is the slope of "
                                + "the lowest depth. Blocked counts producers that wait for room.",
                        Column.value("Depth", "short", pressed(byHop("max", of(Names.DEPTH)))),
                        Column.value(
                                "Work",
                                "s",
                                pressed(byHop("max", of(Names.STANDING))),
                                from(0.1, "yellow"),
                                from(5, "red")),
                        Column.value(
                                "Utilisation",
                                "percentunit",
                                pressed(Query.utilisation(of(Names.CONSUMER_STARVED), of(Names.CONSUMERS))),
                                from(0.7, "yellow"),
                                from(0.95, "red")),
                        Column.value(
                                "Fill",
                                "percentunit",
                                pressed(byHop("max", of(Names.DEPTH) + " / " + of(Names.CAPACITY))),
                                from(0.7, "yellow"),
                                from(0.9, "red")),
                        Column.value(
                                "Growing",
                                "cps",
                                pressed(byHop("max", "deriv(" + of(Names.DEPTH_MIN) + "[5m])")),
                                from(0.5, "yellow"),
                                from(50, "red")),
                        Column.value(
                                "Blocked",
                                "none",
                                pressed(byHop("sum", rate(of(Names.PRODUCER_BLOCKED)))),
                                from(0.1, "yellow"),
                                from(1, "orange")),
                        Column.value(
                                "Refused",
                                "cps",
                                pressed(byHop("sum", rate(of(Names.REFUSED)))),
                                from(0.01, "yellow"),
                                from(10, "red")),
                        Column.bounded(pressed(byHop("min", of(Names.BOUNDED)))))
                .sortedBy("Work");
    }

    private static Step from(double value, String colour) {
        return new Step(value, colour);
    }

    private static Panel standingWork() {
        return topHops(
                        "Standing work, the ten highest",
                        "s",
                        "Work that never drained in the last interval, as time. A burst goes back to zero; what stays is a backlog.",
                        of(Names.STANDING))
                .warning(0.1, 5);
    }

    private static Panel depths() {
        return topHops(
                "Lowest depth, the ten highest",
                "short",
                "Lowest number of waiting items in each interval, without channels, which count bytes. Only a standing queue keeps it above zero.",
                of(Names.DEPTH_MIN, ITEMS));
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
        return topHops(
                        "Producers blocked, the ten highest",
                        "none",
                        "Seconds that producers waited for room, per second, open waits included: the number of threads held back.",
                        byHop("sum", rate(of(Names.PRODUCER_BLOCKED))))
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
        return topHops(
                        "Lag on the brokers",
                        "s",
                        "Age of the oldest record that a consumer group has not read yet.",
                        of(Names.LAG_SECONDS))
                .warning(10, 60);
    }
}
