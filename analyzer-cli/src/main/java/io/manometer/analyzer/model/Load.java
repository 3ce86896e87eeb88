package io.manometer.analyzer.model;

import org.jspecify.annotations.Nullable;

/**
 * How busy a hop was; rates in items per second.
 *
 * @param serviceRate mu: the greater of mean departures and the median of the non-zero ones
 * @param producerConsumerRatio arrivals / departures; null without departures
 * @param utilisationMean busy (or blocked downstream) share of the consumers; null when the number of consumers is unknown
 * @param utilisationP99 its p99 over the windows
 * @param blockedShare share of the time that some producer waited for room
 * @param starvedShare share of the time that consumers waited for work; null when their number is unknown
 * @param waitMeanSeconds mean of the sampled waits; null when there were none
 */
public record Load(
        double arrivalRate,
        double departureRate,
        double serviceRate,
        @Nullable Double producerConsumerRatio,
        @Nullable Double utilisationMean,
        @Nullable Double utilisationP99,
        double blockedShare,
        @Nullable Double starvedShare,
        @Nullable Double waitMeanSeconds) {}
