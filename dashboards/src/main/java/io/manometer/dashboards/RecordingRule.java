package io.manometer.dashboards;

import java.util.List;

/** One recorded series, named level:metric:operation. */
record RecordingRule(String name, String expression) {
    private static final String BY_HOP = "sum by (job, instance, hop, kind) ";

    static List<RecordingRule> all() {
        return List.of(
                new RecordingRule("hop:backpressure_arrivals:rate5m", BY_HOP + "(rate(" + Names.ARRIVALS + "[5m]))"),
                new RecordingRule(
                        "hop:backpressure_departures:rate5m", BY_HOP + "(rate(" + Names.DEPARTURES + "[5m]))"),
                new RecordingRule("hop:backpressure_refused:rate5m", BY_HOP + "(rate(" + Names.REFUSED + "[5m]))"),
                new RecordingRule(
                        "hop:backpressure_producer_blocked:rate5m",
                        BY_HOP + "(rate(" + Names.PRODUCER_BLOCKED + "[5m]))"),
                new RecordingRule(
                        "hop:backpressure_standing_seconds:min5m", "min_over_time(" + Names.STANDING + "[5m])"),
                new RecordingRule(
                        "hop:backpressure_fill:ratio",
                        Names.DEPTH + " / on (job, instance, hop, kind) " + Names.CAPACITY),
                new RecordingRule(
                        "job:backpressure_standing_hops:count",
                        "count by (job) (" + Names.STANDING + " > 0.1) or 0 * count by (job) (" + Names.AGENT_INFO
                                + ")"));
    }
}
