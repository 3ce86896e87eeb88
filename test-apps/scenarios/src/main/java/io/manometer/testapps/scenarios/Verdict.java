package io.manometer.testapps.scenarios;

import java.util.EnumSet;
import java.util.Set;

/** The analyzer's verdicts, spelled as in its reports. A copy on purpose: a grader must not share code with the graded. */
public enum Verdict {
    INSUFFICIENT_DATA,
    UNTESTED,
    HEALTHY,
    BURST,
    STALLED,
    STRANDED,
    STANDING,
    ABSORBS,
    ABSORBS_IGNORING,
    PROPAGATES,
    SHEDS,
    DEGRADES_CALLER,
    SATURATED_UNVERIFIED,
    MIXED;

    private static final Set<Verdict> ALARMS = EnumSet.of(ABSORBS, ABSORBS_IGNORING, STALLED);

    /** Whether it says that load is swallowed: the class that accuracy is measured on. */
    public boolean isAlarm() {
        return ALARMS.contains(this);
    }
}
