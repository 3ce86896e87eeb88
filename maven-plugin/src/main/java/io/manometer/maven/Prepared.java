package io.manometer.maven;

/**
 * What a prepare goal did for a module in this build; kept for the check.
 *
 * @param property that it set
 * @param agent null when it was skipped
 */
record Prepared(
        String property, @org.jspecify.annotations.Nullable AgentArgument agent) {}
