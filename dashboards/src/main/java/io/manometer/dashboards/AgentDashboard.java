package io.manometer.dashboards;

import static io.manometer.dashboards.Panel.series;
import static io.manometer.dashboards.Panel.stat;
import static io.manometer.dashboards.Panel.table;
import static io.manometer.dashboards.Panel.target;
import static io.manometer.dashboards.Query.of;
import static io.manometer.dashboards.Query.orZero;
import static io.manometer.dashboards.Query.rate;
import static io.manometer.dashboards.Query.sum;

import io.manometer.dashboards.Panel.Column;
import java.util.List;

/** Whether the agent itself is well, and what it costs. */
final class AgentDashboard {
    static final String UID = "manometer-agent";

    private static final String LEGEND = "{{job}} {{instance}}";

    private AgentDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                UID,
                "Manometer / Agent health",
                "Errors that the agent kept to itself, what it had to fold, and its own cost.",
                "",
                List.of(
                        Dashboard.Row.of("Now", agents(), errors(), folded(), cost()),
                        Dashboard.Row.of("Over time", errorRate(), foldRate(), costs(), unbounded()),
                        Dashboard.Row.of("Versions", versions())));
    }

    private static Panel agents() {
        return stat(
                        "Agents",
                        "none",
                        "Instances whose agent was scraped.",
                        orZero("count(" + of(Names.AGENT_INFO) + ")"))
                .size(6, 4);
    }

    private static Panel errors() {
        return stat(
                        "Errors in the last hour",
                        "none",
                        "Errors that the agent suppressed. Ten of a kind switch the kind off; the application never sees them.",
                        sum("increase(" + of(Names.AGENT_ERRORS) + "[1h])"))
                .size(6, 4)
                .alarm(0.5);
    }

    private static Panel folded() {
        return stat(
                        "Hops folded in the last hour",
                        "none",
                        "Hops beyond limit.hops that share one entry per creation site.",
                        sum("increase(" + of(Names.HOPS_FOLDED) + "[1h])"))
                .size(6, 4)
                .warning(1, 10_000);
    }

    private static Panel cost() {
        return stat(
                        "Most expensive agent",
                        "percentunit",
                        "Time of the agent's own thread as a share of one core.",
                        "max(" + rate(of(Names.AGENT_SECONDS)) + ")")
                .size(6, 4)
                .warning(0.02, 0.05);
    }

    private static Panel errorRate() {
        return series(
                        "Errors",
                        "cps",
                        "Suppressed errors per second; the agent's log names the first of each kind.",
                        target(rate(of(Names.AGENT_ERRORS)), LEGEND))
                .alarm(0.001);
    }

    private static Panel foldRate() {
        return series(
                "Hops folded",
                "cps",
                "Hops that found no meter of their own.",
                target(rate(of(Names.HOPS_FOLDED)), LEGEND));
    }

    private static Panel costs() {
        return series(
                        "Own cost",
                        "percentunit",
                        "Time of the agent's own thread as a share of one core.",
                        target(rate(of(Names.AGENT_SECONDS)), LEGEND))
                .warning(0.02, 0.05);
    }

    private static Panel unbounded() {
        return series(
                "Unbounded hops",
                "none",
                "Live buffers without a limit. A rising line is code that creates one per request.",
                target(of(Names.UNBOUNDED_HOPS), LEGEND));
    }

    private static Panel versions() {
        return table(
                "Agents",
                "Which version of the agent runs where.",
                Column.label("job", "Job"),
                Column.label("instance", "Instance"),
                Column.label("version", "Agent"),
                Column.value("Up", "none", "max by (job, instance, version) (" + of(Names.AGENT_INFO) + ")"));
    }
}
