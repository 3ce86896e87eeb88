package io.manometer.analyzer.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time in which work stood in a hop, or in which its limit answered.
 *
 * @param fromMillis start, milliseconds since the epoch
 * @param toMillis end, milliseconds since the epoch
 * @param openAtEnd it had not ended when the recording did
 * @param shares how the hop answered
 * @param depthStart depth before the first window
 * @param depthEnd depth at the end of the last window
 * @param floorSeconds the least that stood there from some interval on, as time: median floor / service rate
 * @param growth items per second with confidence bounds
 * @param growing the growth rule holds
 * @param activation first answer of the limit within the episode; null when it never answered
 */
public record Episode(
        long fromMillis,
        long toMillis,
        Verdict verdict,
        List<Tag> tags,
        Confidence confidence,
        boolean openAtEnd,
        long arrivals,
        long departures,
        Shares shares,
        long depthStart,
        long depthEnd,
        double floorSeconds,
        Interval growth,
        boolean growing,
        @Nullable Activation activation) {

    public double seconds() {
        return (toMillis - fromMillis) / 1e3;
    }
}
