package io.manometer.analyzer.model;

import org.jspecify.annotations.Nullable;

/**
 * What is left before the limit answers; each null where it can't be known.
 *
 * @param rate 1 - p99 of the arrival rate / what the consumers could do; negative in overload
 * @param fill 1 - p99 of depth / the depth at which the limit answers; null when there is none
 * @param burstSeconds how long the p99 load can last before the limit answers; null without a limit or when it never would
 */
public record Headroom(
        @Nullable Double rate,
        @Nullable Double fill,
        @Nullable Double burstSeconds) {}
