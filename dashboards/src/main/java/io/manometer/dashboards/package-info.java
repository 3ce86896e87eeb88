/**
 * Dashboards and rules as tables in code: {@link io.manometer.dashboards.Generate} writes the files that people import. A metric is named
 * through the agent's own table of metrics, so one that is renamed there can't be forgotten here.
 */
@org.jspecify.annotations.NullMarked
package io.manometer.dashboards;
