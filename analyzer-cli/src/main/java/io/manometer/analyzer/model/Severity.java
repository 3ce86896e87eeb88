package io.manometer.analyzer.model;

/** How loudly a {@link Finding} speaks; only {@link #ERROR} is meant to fail a build. */
public enum Severity {
    ERROR,
    WARNING,
    NOTE
}
