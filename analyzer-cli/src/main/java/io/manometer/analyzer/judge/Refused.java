package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Refusals;
import io.manometer.analyzer.model.Tag;
import io.manometer.analyzer.model.Window;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Refusals of some windows, and whether the producer could see them. */
record Refused(Refusals counts, long offers) {

    static Refused of(List<Window> windows) {
        long exception = 0;
        long falseReturned = 0;
        long timeout = 0;
        long newest = 0;
        long oldest = 0;
        long callerRuns = 0;
        long offers = 0;
        for (Window window : windows) {
            exception += window.refusedException();
            falseReturned += window.refusedFalse();
            timeout += window.refusedTimeout();
            newest += window.droppedNewest();
            oldest += window.droppedOldest();
            callerRuns += window.callerRuns();
            offers += Series.offers(window);
        }
        return new Refused(
                new Refusals(exception, Math.max(0, falseReturned), timeout, newest, oldest, callerRuns), offers);
    }

    /**
     * VISIBLE, SILENT or both, each when it concerns at least 1 % of the offers. A {@code false} counts as silent: that
     * somebody looked at it can't be seen from outside.
     */
    Set<Tag> tags() {
        Set<Tag> tags = EnumSet.noneOf(Tag.class);
        if (counts.visible() >= Responses.REFUSED * offers && counts.visible() > 0) {
            tags.add(Tag.VISIBLE);
        }
        if (counts.silent() >= Responses.REFUSED * offers && counts.silent() > 0) {
            tags.add(Tag.SILENT);
        }
        return tags;
    }
}
