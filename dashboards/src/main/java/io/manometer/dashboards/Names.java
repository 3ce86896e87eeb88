package io.manometer.dashboards;

import io.manometer.agent.metrics.Metric;

/** The metrics as PromQL names them. */
final class Names {
    static final String DEPTH = Metric.DEPTH.series;
    static final String DEPTH_MIN = Metric.DEPTH_MIN.series;
    static final String DEPTH_MAX = Metric.DEPTH_MAX.series;
    static final String BOUNDED = Metric.BOUNDED.series;
    static final String CAPACITY = Metric.CAPACITY.series;
    static final String ARRIVALS = Metric.ARRIVALS.series;
    static final String DEPARTURES = Metric.DEPARTURES.series;
    static final String REFUSED = Metric.REFUSED.series;
    static final String PRODUCER_BLOCKED = Metric.PRODUCER_BLOCKED.series;
    static final String CONSUMER_STARVED = Metric.CONSUMER_STARVED.series;
    static final String WAIT_BUCKETS = Metric.WAIT.series + "_bucket";
    static final String WAIT_SUM = Metric.WAIT.series + "_sum";
    static final String WAIT_COUNT = Metric.WAIT.series + "_count";
    static final String STANDING = Metric.STANDING.series;
    static final String PENDING_BYTES = Metric.PENDING_BYTES.series;
    static final String UNWRITABLE = Metric.UNWRITABLE.series;
    static final String IGNORED_BYTES = Metric.IGNORED_BYTES.series;
    static final String PAUSED = Metric.PAUSED.series;
    static final String LAG_RECORDS = Metric.LAG_RECORDS.series;
    static final String LAG_SECONDS = Metric.LAG_SECONDS.series;
    static final String SINCE_POLL = Metric.SECONDS_SINCE_POLL.series;
    static final String PAUSED_PARTITIONS = Metric.PAUSED_PARTITIONS.series;
    static final String PRODUCER_BUFFER = Metric.PRODUCER_BUFFER_USED.series;
    static final String POLL_LIMIT = Metric.MAX_POLL_INTERVAL.series;
    static final String CONSUMERS = Metric.CONSUMERS.series;
    static final String UNBOUNDED_HOPS = Metric.UNBOUNDED_HOPS.series;
    static final String AGENT_INFO = Metric.AGENT_INFO.series;
    static final String AGENT_ERRORS = Metric.AGENT_ERRORS.series;
    static final String HOPS_FOLDED = Metric.AGENT_HOPS_FOLDED.series;
    static final String AGENT_SECONDS = Metric.AGENT_SECONDS.series;

    private Names() {}
}
