package io.manometer.analyzer.model;

import java.util.Locale;

/** What a buffer does when it is full, as its description in the recording says. */
public enum OnFull {
    GROW,
    BLOCK,
    REJECT,
    DROP,
    CALLER_RUNS,
    ADVISORY,
    PULL,
    UNKNOWN;

    /** The policy of that name; {@link #UNKNOWN} for one that this version does not know. */
    public static OnFull of(String name) {
        for (OnFull value : values()) {
            if (value.name().equals(name.toUpperCase(Locale.ROOT))) {
                return value;
            }
        }
        return UNKNOWN;
    }
}
