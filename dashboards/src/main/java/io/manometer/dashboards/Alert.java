package io.manometer.dashboards;

import java.util.List;

/**
 * One alert.
 *
 * @param holds how long the condition must hold; see {@link AlertRules}
 * @param keep how long the alert stays after the condition ended, against flapping; empty for not at all
 * @param dashboard uid of the dashboard to open
 * @param summary one line with the hop's name in it
 * @param impact what happens if nobody acts
 * @param steps the first three things to do
 */
record Alert(
        String name,
        String severity,
        String expression,
        String holds,
        String keep,
        String dashboard,
        String summary,
        String impact,
        List<String> steps) {}
