package io.manometer.analyzer.model;

/**
 * When a limit first answered.
 *
 * @param atMillis end of the first window in which producers were blocked, refused or made to work
 * @param depth depth at the end of that window
 * @param latencySeconds what waiting behind that depth costs: depth / service rate
 */
public record Activation(long atMillis, long depth, double latencySeconds) {}
