package io.manometer.analyzer.read;

import io.manometer.analyzer.model.LoopBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import jdk.jfr.consumer.RecordedEvent;

/** Sums up the events of blocked event loops: one entry for each loop, hop and place in the application. */
final class LoopBlocks {
    /** Places told apart; further ones of the same loop and hop count for the first. */
    private static final int MOST = 200;

    private final Map<Key, Sum> sums = new LinkedHashMap<>();

    private record Key(long loop, long hop, String how, String place) {}

    private static final class Sum {
        double seconds;
        final String thread;
        final List<String> frames;

        Sum(String thread, List<String> frames) {
            this.thread = thread;
            this.frames = frames;
        }
    }

    void add(RecordedEvent event) {
        List<String> frames = ApplicationFrames.of(event.getString("stack"));
        String place = frames.isEmpty() || sums.size() >= MOST ? "" : frames.get(0);
        Key key = new Key(event.getLong("loop"), event.getLong("hop"), event.getString("how"), place);
        sums.computeIfAbsent(key, unknown -> new Sum(event.getString("thread"), frames)).seconds +=
                event.getDuration("blocked").toNanos() / 1e9;
    }

    List<LoopBlock> of(LongUnaryOperator ids) {
        List<LoopBlock> blocks = new ArrayList<>();
        sums.forEach((key, sum) -> blocks.add(new LoopBlock(
                ids.applyAsLong(key.loop()),
                key.hop() == 0 ? 0 : ids.applyAsLong(key.hop()),
                key.how(),
                sum.seconds,
                sum.thread,
                sum.frames)));
        return List.copyOf(blocks);
    }
}
