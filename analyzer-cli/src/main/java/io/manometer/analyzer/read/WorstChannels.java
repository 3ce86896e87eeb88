package io.manometer.analyzer.read;

import io.manometer.analyzer.model.WorstChannel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;

/** The connections in which most waited, by hop. */
final class WorstChannels {
    private static final int TOLD = 3;

    /** Connections told apart in a hop; those that come later are left out. */
    private static final int MOST = 1_000;

    private final Map<Long, Map<String, WorstChannel>> byHop = new HashMap<>();

    void add(RecordedEvent event) {
        String address = event.getString("remoteAddress");
        if (address == null || address.isEmpty()) {
            return;
        }
        Map<String, WorstChannel> known = byHop.computeIfAbsent(event.getLong("hop"), hop -> new HashMap<>());
        if (known.size() < MOST || known.containsKey(address)) {
            WorstChannel seen = new WorstChannel(
                    address, event.getLong("pending"), event.getLong("notWritable"), event.getLong("paused"));
            known.merge(address, seen, WorstChannel::and);
        }
    }

    /** Those with most bytes waiting, worst first. */
    List<WorstChannel> of(long hop) {
        return byHop.getOrDefault(hop, Map.of()).values().stream()
                .sorted(Comparator.comparingLong(WorstChannel::pending)
                        .reversed()
                        .thenComparing(WorstChannel::remoteAddress))
                .limit(TOLD)
                .toList();
    }
}
