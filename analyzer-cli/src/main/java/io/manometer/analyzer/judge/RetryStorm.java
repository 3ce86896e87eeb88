package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Window;
import java.util.List;

/**
 * Whether refusals feed themselves: offers rise to 1.5 times what they were when work was first refused. Compared are
 * the windows up to and including the first three with a refusal (the load that filled the buffer) and the last third. The
 * rise has to show per item served too: a load that only just begins, or a process that stood still, is no storm.
 */
final class RetryStorm {
    private static final double RISE = 1.5;
    private static final int FIRST_REFUSALS = 3;

    private RetryStorm() {}

    static boolean shows(List<Window> windows) {
        int base = 0;
        int refusals = 0;
        while (base < windows.size() && refusals < FIRST_REFUSALS) {
            if (windows.get(base++).refused() > 0) {
                refusals++;
            }
        }
        int last = windows.size() - windows.size() / 3;
        if (refusals < FIRST_REFUSALS || last < base) {
            return false;
        }
        List<Window> before = windows.subList(0, base);
        List<Window> after = windows.subList(last, windows.size());
        return rose(rate(before), rate(after)) && rose(perDeparture(before), perDeparture(after));
    }

    private static boolean rose(double before, double after) {
        return before > 0 && after >= RISE * before;
    }

    private static double perDeparture(List<Window> windows) {
        double offers = windows.stream().mapToLong(Series::offers).sum();
        return offers
                / Math.max(1, windows.stream().mapToLong(Window::departures).sum());
    }

    private static double rate(List<Window> windows) {
        double offers = windows.stream().mapToLong(Series::offers).sum();
        double seconds = windows.stream().mapToDouble(Window::seconds).sum();
        return seconds > 0 ? offers / seconds : 0;
    }
}
