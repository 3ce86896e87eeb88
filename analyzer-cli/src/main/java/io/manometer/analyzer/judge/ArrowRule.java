package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Chain.CrossCheck;
import io.manometer.analyzer.model.Stage;
import io.manometer.analyzer.model.Stage.Arrow;
import java.util.Collection;

/**
 * A second opinion on the bottleneck, from waiting alone: the arrow of the buffer before it must not point away from it, nor any
 * behind it further down, and its stage must not itself be held back for longer than it works.
 */
final class ArrowRule {
    private ArrowRule() {}

    /** @param behind the stages that the bottleneck feeds, directly or not */
    static CrossCheck check(Stage bottleneck, Collection<Stage> behind) {
        Stage.Clock clock = bottleneck.clock();
        boolean heldBack = clock != null && clock.blockedOut() > clock.busy();
        boolean away = bottleneck.arrow() == Arrow.UPSTREAM
                || behind.stream().anyMatch(stage -> stage.arrow() == Arrow.DOWNSTREAM);
        if (heldBack || away) {
            return CrossCheck.DISAGREES;
        }
        boolean towards = bottleneck.arrow() == Arrow.DOWNSTREAM
                || behind.stream().anyMatch(stage -> stage.arrow() == Arrow.UPSTREAM);
        return towards ? CrossCheck.AGREES : CrossCheck.SILENT;
    }
}
