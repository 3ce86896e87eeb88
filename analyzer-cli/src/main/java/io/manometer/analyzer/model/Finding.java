package io.manometer.analyzer.model;

import org.jspecify.annotations.Nullable;

/**
 * Something a person or a build should know.
 *
 * @param hop id of the hop it is about; null when it is about the recording
 * @param message one sentence with its numbers
 */
public record Finding(
        Rule rule, Severity severity, @Nullable Long hop, String message) {}
