package io.manometer.dashboards;

import static io.manometer.dashboards.Panel.HOP_LEGEND;
import static io.manometer.dashboards.Panel.series;
import static io.manometer.dashboards.Panel.target;
import static io.manometer.dashboards.Panel.topHops;
import static io.manometer.dashboards.Query.byHop;
import static io.manometer.dashboards.Query.chosen;
import static io.manometer.dashboards.Query.quantile;
import static io.manometer.dashboards.Query.rate;

import java.util.List;

/** Channels and event loops. */
final class NettyDashboard {
    static final String UID = "manometer-netty";

    private static final String CHANNELS = "kind=\"channel\"";
    private static final String LOOPS = "kind=\"event-loop\"";

    private NettyDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                UID,
                "Manometer / Netty",
                "Outbound buffers that only advise, reading that is paused, and event loops.",
                Names.DEPTH + "{job=~\"$job\",instance=~\"$instance\",kind=~\"channel|event-loop\"}",
                List.of(
                        Dashboard.Row.of("Channels", pending(), ignored(), unwritable(), paused()),
                        Dashboard.Row.of("Event loops", loopDepth(), loopWait(), loopTasks(), loopBusy())));
    }

    private static Panel pending() {
        return topHops(
                        "Pending bytes",
                        "bytes",
                        "Bytes written and not yet taken by the socket, over all channels of a pipeline. The buffer has no limit.",
                        byHop("sum", chosen(Names.PENDING_BYTES)))
                .warning(1_000_000, 100_000_000);
    }

    private static Panel ignored() {
        return topHops(
                        "Written against the signal",
                        "Bps",
                        "Bytes added while the channel said it was not writable: the writer doesn't look, and the heap pays.",
                        byHop("sum", rate(chosen(Names.IGNORED_BYTES))))
                .warning(1, 1_000_000);
    }

    private static Panel unwritable() {
        return topHops(
                        "Channels not writable",
                        "none",
                        "Seconds not writable per second, summed over channels: how many channels are above their high watermark.",
                        byHop("sum", rate(chosen(Names.UNWRITABLE))))
                .warning(0.5, 10);
    }

    private static Panel paused() {
        return topHops(
                "Channels with reading paused",
                "none",
                "Seconds in which nothing was read on purpose, per second: how a Netty server sends the pressure back to its peers.",
                byHop("sum", rate(chosen(Names.PAUSED, CHANNELS))));
    }

    private static Panel loopDepth() {
        return topHops(
                        "Tasks waiting for the event loop",
                        "short",
                        "Highest number since the scrape before. Everything on this loop waits for them.",
                        chosen(Names.DEPTH_MAX, LOOPS))
                .warning(100, 10_000);
    }

    private static Panel loopWait() {
        return series(
                        "Time in the event loop's queue, 99th percentile",
                        "s",
                        "From sampled tasks. More than a few milliseconds usually means that something blocks the loop.",
                        target(quantile("0.99", chosen(Names.WAIT_BUCKETS, LOOPS)), HOP_LEGEND))
                .warning(0.01, 0.1);
    }

    private static Panel loopTasks() {
        return topHops(
                "Tasks given to the event loop",
                "cps",
                "Tasks from other threads, and the loop's own.",
                byHop("sum", rate(chosen(Names.ARRIVALS, LOOPS))));
    }

    private static Panel loopBusy() {
        return topHops(
                        "Event loop utilisation",
                        "percentunit",
                        "Share of its time that the loop was busy with tasks and channels rather than waiting for them.",
                        Query.utilisation(chosen(Names.CONSUMER_STARVED, LOOPS), chosen(Names.CONSUMERS, LOOPS)))
                .warning(0.7, 0.95);
    }
}
