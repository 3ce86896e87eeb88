package io.manometer.analyzer.judge;

import io.manometer.analyzer.model.Edge;
import io.manometer.analyzer.model.HopHistory;
import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.OnFull;
import io.manometer.analyzer.model.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Channels that read no more though nothing waits in them: an answer if what they feed is under pressure, as in a proxy. */
final class Pausing {
    /** What the verdict is if a hop that it feeds is under pressure, where that makes a difference. */
    private final Map<Long, HopVerdict> ifFedIsPressed = new HashMap<>();

    static boolean mayPause(HopHistory history) {
        return history.hop().onFull() == OnFull.ADVISORY
                && history.windows().stream().anyMatch(window -> !window.missing() && window.paused() > 0);
    }

    void add(HopVerdict verdict, HopVerdict fedIsPressed) {
        if (verdict.verdict() != fedIsPressed.verdict()) {
            ifFedIsPressed.put(verdict.hop().id(), fedIsPressed);
        }
    }

    /** One that pauses is pressure to those that feed it in turn, so this goes upstream until nothing changes. */
    List<HopVerdict> judged(List<HopVerdict> verdicts, List<Edge> accepted) {
        Map<Long, Verdict> known = verdicts.stream()
                .collect(Collectors.toMap(verdict -> verdict.hop().id(), HopVerdict::verdict));
        boolean changed = !ifFedIsPressed.isEmpty();
        while (changed) {
            changed = false;
            for (Edge edge : accepted) {
                HopVerdict paused = ifFedIsPressed.get(edge.from());
                boolean pressed = Chains.isPressed(known.getOrDefault(edge.to(), Verdict.UNTESTED));
                if (paused != null && pressed && known.put(edge.from(), paused.verdict()) != paused.verdict()) {
                    changed = true;
                }
            }
        }
        return verdicts.stream()
                .map(verdict -> known.get(verdict.hop().id()) == verdict.verdict()
                        ? verdict
                        : ifFedIsPressed.getOrDefault(verdict.hop().id(), verdict))
                .toList();
    }
}
