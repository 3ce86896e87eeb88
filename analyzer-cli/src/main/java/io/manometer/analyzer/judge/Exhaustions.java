package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Episode;
import io.manometer.analyzer.model.Exhaustion;
import io.manometer.analyzer.model.Hop;
import io.manometer.analyzer.model.Interval;
import io.manometer.analyzer.model.JvmContext;
import org.jspecify.annotations.Nullable;

/**
 * When capacity or heap runs out if growth goes on: {@code min((capacity - q) / slope, free heap / (slope x bytes per
 * item))}, as an interval from the bounds of the slope. Nothing is claimed unless the lower bound is positive, and
 * nothing of the heap without heap data and a known size.
 */
final class Exhaustions {
    private Exhaustions() {}

    static @Nullable Exhaustion of(Hop hop, Episode episode, long bytesPerItem, JvmContext context) {
        Interval slope = episode.growth();
        if (!episode.openAtEnd() || !episode.growing() || slope.lower() <= 0) {
            return null;
        }
        double room = hop.bounded() && hop.capacity() > 0
                ? Math.max(0, hop.capacity() - episode.depthEnd())
                : Double.POSITIVE_INFINITY;
        double heapRoom = context.hasHeap() && bytesPerItem > 0
                ? (double) context.heapFree() / bytesPerItem
                : Double.POSITIVE_INFINITY;
        if (Double.isInfinite(room) && Double.isInfinite(heapRoom)) {
            return null;
        }
        double items = Math.min(room, heapRoom);
        Exhaustion.What what = room <= heapRoom ? Exhaustion.What.CAPACITY : Exhaustion.What.HEAP;
        return new Exhaustion(
                what, items / slope.upper(), items / slope.lower(), what == Exhaustion.What.HEAP ? bytesPerItem : 0);
    }
}
