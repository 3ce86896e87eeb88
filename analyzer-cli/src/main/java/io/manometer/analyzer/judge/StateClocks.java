package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Edge;
import io.manometer.analyzer.model.Stage;
import io.manometer.analyzer.model.Stage.Arrow;
import io.manometer.analyzer.model.Stage.Clock;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How the consumers of a hop spend their time, as three exclusive shares: waiting for room further down (blocked out), waiting for
 * work (starved in), and the rest (busy). They are taken in this order, so that what can't be true of a sum of sampled waits is
 * taken off the later one.
 *
 * <p><b>Note:</b> waiting at a hop further down is divided among those who feed it by the items they put in. Work that a caller has
 * to run itself (caller-runs) counts as busy, since its time is not measured.
 */
final class StateClocks {
    /** Waiting that differs by less points nowhere: windows, waits and the number of threads are sampled. */
    private static final double NOTICEABLE = 0.05;

    private final LongFunction<Waiting.Sum> waiting;
    private final List<Edge> edges;

    /** @param waiting of a hop, over the time in question */
    StateClocks(LongFunction<Waiting.Sum> waiting, List<Edge> edges) {
        this.waiting = waiting;
        this.edges = edges;
    }

    Stage of(long hop) {
        Waiting.Sum own = waiting.apply(hop);
        double blocked = own.seconds() > 0 ? Math.min(1, own.blockedEach() / own.seconds()) : 0;
        return new Stage(hop, blocked, clock(hop, own), arrow(own, blocked));
    }

    private @Nullable Clock clock(long hop, Waiting.Sum own) {
        double time = own.seconds() * own.consumers();
        if (time <= 0) {
            return null;
        }
        double out = 0;
        for (Edge edge : edges) {
            if (edge.from() == hop && edge.fanIn() > 0) {
                out += waiting.apply(edge.to()).blocked() * edge.fanIn();
            }
        }
        double blockedOut = Math.min(1, out / time);
        double starvedIn = Math.min(1 - blockedOut, own.starved() / time);
        return new Clock(blockedOut, starvedIn, 1 - blockedOut - starvedIn);
    }

    /** At a buffer, more blocking upstream than starving downstream points downstream. */
    private static Arrow arrow(Waiting.Sum own, double blocked) {
        double time = own.seconds() * own.consumers();
        if (time <= 0) {
            return Arrow.NONE;
        }
        double starved = Math.min(1, own.starved() / time);
        if (Math.abs(blocked - starved) < NOTICEABLE) {
            return Arrow.NONE;
        }
        return blocked > starved ? Arrow.DOWNSTREAM : Arrow.UPSTREAM;
    }
}
