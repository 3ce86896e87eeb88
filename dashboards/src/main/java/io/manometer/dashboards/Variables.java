package io.manometer.dashboards;

/** What every dashboard can be narrowed down to. */
final class Variables {
    static final String JOBS = "label_values(" + Names.AGENT_INFO + ", job)";
    static final String INSTANCES = "label_values(" + Names.AGENT_INFO + "{job=~\"$job\"}, instance)";

    private Variables() {}
}
