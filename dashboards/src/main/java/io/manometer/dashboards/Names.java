package io.manometer.dashboards;

/** The metrics as PromQL names them. */
final class Names {
    static final String DEPTH = "backpressure_depth";
    static final String DEPTH_MIN = "backpressure_depth_min";
    static final String DEPTH_MAX = "backpressure_depth_max";
    static final String BOUNDED = "backpressure_bounded";
    static final String CAPACITY = "backpressure_capacity";
    static final String ARRIVALS = "backpressure_arrivals_total";
    static final String DEPARTURES = "backpressure_departures_total";
    static final String REFUSED = "backpressure_refused_total";
    static final String PRODUCER_BLOCKED = "backpressure_producer_blocked_seconds_total";
    static final String CONSUMER_STARVED = "backpressure_consumer_starved_seconds_total";
    static final String WAIT_BUCKETS = "backpressure_wait_seconds_bucket";
    static final String WAIT_SUM = "backpressure_wait_seconds_sum";
    static final String WAIT_COUNT = "backpressure_wait_seconds_count";
    static final String STANDING = "backpressure_standing_seconds";
    static final String PENDING_BYTES = "backpressure_pending_bytes";
    static final String UNWRITABLE = "backpressure_unwritable_seconds_total";
    static final String IGNORED_BYTES = "backpressure_ignored_bytes_total";
    static final String PAUSED = "backpressure_paused_seconds_total";
    static final String LAG_RECORDS = "backpressure_lag_records";
    static final String LAG_SECONDS = "backpressure_lag_seconds";
    static final String SINCE_POLL = "backpressure_seconds_since_poll";
    static final String PAUSED_PARTITIONS = "backpressure_paused_partitions";
    static final String PRODUCER_BUFFER = "backpressure_producer_buffer_used_bytes";
    static final String POLL_LIMIT = "backpressure_poll_limit_seconds";
    static final String CONSUMERS = "backpressure_consumers";
    static final String UNBOUNDED_HOPS = "backpressure_unbounded_hops";
    static final String AGENT_INFO = "backpressure_agent_info";
    static final String AGENT_ERRORS = "backpressure_agent_errors_total";
    static final String HOPS_FOLDED = "backpressure_agent_hops_folded_total";
    static final String AGENT_SECONDS = "backpressure_agent_seconds_total";

    private Names() {}
}
