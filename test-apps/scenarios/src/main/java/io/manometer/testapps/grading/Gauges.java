package io.manometer.testapps.grading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Depth of each hop at the end of each window, as a dashboard would show it, straight from the recording. */
final class Gauges {
    private final Map<String, NavigableMap<Long, Long>> depths = new HashMap<>();
    private final Map<String, NavigableMap<Long, Long>> departures = new HashMap<>();
    private final Map<String, Long> capacities = new HashMap<>();
    private long first = Long.MAX_VALUE;
    private long last = -1;

    static Gauges none() {
        return new Gauges();
    }

    static Gauges read(Path recording) throws IOException {
        Gauges gauges = new Gauges();
        try (RecordingFile events = new RecordingFile(recording)) {
            while (events.hasMoreEvents()) {
                gauges.read(events.readEvent());
            }
        }
        return gauges;
    }

    private void read(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case "manometer.HopSample" -> {
                String hop = Long.toString(event.getLong("hop"));
                long tick = event.getLong("tick");
                depths.computeIfAbsent(hop, any -> new TreeMap<>()).put(tick, event.getLong("depth"));
                departures.computeIfAbsent(hop, any -> new TreeMap<>()).put(tick, event.getLong("departures"));
            }
            case "manometer.AgentHealth" -> {
                first = Math.min(first, event.getLong("tick"));
                last = Math.max(last, event.getLong("tick"));
            }
            case "manometer.HopDescription" ->
                capacities.put(Long.toString(event.getLong("hop")), event.getLong("capacity"));
            default -> {
                // of no interest to a gauge
            }
        }
    }

    /** What each naive detector says of a hop; empty where the recording says nothing of it. */
    Map<String, Boolean> alarms(String hop) {
        NavigableMap<Long, Long> known = depths.get(hop);
        if (known == null || last <= first) {
            return Map.of();
        }
        long[] gauge = new long[(int) (last - first + 1)];
        for (int i = 0; i < gauge.length; i++) {
            Map.Entry<Long, Long> latest = known.floorEntry(first + i);
            gauge[i] = latest == null ? 0 : latest.getValue();
        }
        var alarms = NaiveDetectors.alarms(gauge, capacities.getOrDefault(hop, -1L), serviceRate(hop));
        Map<String, Boolean> named = new LinkedHashMap<>();
        for (int i = 0; i < alarms.size(); i++) {
            named.put(NaiveDetectors.NAMES.get(i), alarms.get(i));
        }
        return named;
    }

    private double serviceRate(String hop) {
        long[] busy = departures.getOrDefault(hop, new TreeMap<>()).values().stream()
                .mapToLong(Long::longValue)
                .filter(count -> count > 0)
                .sorted()
                .toArray();
        return busy.length == 0
                ? 0
                : Arrays.stream(busy).skip(busy.length / 2).findFirst().orElse(0);
    }
}
