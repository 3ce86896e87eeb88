package io.manometer.analyzer.read;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import jdk.jfr.EventType;
import jdk.jfr.consumer.RecordedEvent;

/** Which of the events that a judgement rests on were switched on. */
final class Settings {
    static final String SAMPLES = "manometer.HopSample";

    /** Without them there is less to say, and what. */
    private static final Map<String, String> NEEDED = new TreeMap<>(Map.of(
            SAMPLES,
            "no hop can be judged",
            "manometer.HopDescription",
            "hops have neither names nor limits",
            "manometer.AgentHealth",
            "idle windows can't be told from missing ones",
            "manometer.HopEdge",
            "there are no chains",
            "manometer.Refusal",
            "refusals have no code location",
            "jdk.GCHeapSummary",
            "no time to heap exhaustion is claimed",
            "jdk.GarbageCollection",
            "windows lost to garbage collection count as evidence"));

    private final Map<Long, String> names = new HashMap<>();
    private final Map<Long, Said> enabled = new HashMap<>();

    private record Said(Instant at, boolean on) {}

    /** An event that was off. */
    record Off(String event, String consequence) {
        String remedy() {
            return "record with -XX:StartFlightRecording:+" + event + "#enabled=true";
        }
    }

    void types(List<EventType> types) {
        types.stream()
                .filter(type -> NEEDED.containsKey(type.getName()))
                .forEach(type -> names.put(type.getId(), type.getName()));
    }

    void setting(RecordedEvent event) {
        if (event.getString("name").equals("enabled")) {
            Said said = new Said(event.getStartTime(), Boolean.parseBoolean(event.getString("value")));
            enabled.merge(event.getLong("id"), said, (known, next) -> next.at().isBefore(known.at()) ? known : next);
        }
    }

    /** Whether the JVM knew Manometer's events at all. */
    boolean agentRegistered() {
        return names.containsValue(SAMPLES);
    }

    List<Off> off() {
        List<Off> off = new ArrayList<>();
        NEEDED.forEach((name, consequence) -> {
            if (isOff(name)) {
                off.add(new Off(name, consequence));
            }
        });
        return off;
    }

    /** What was said last counts: an event is on by default until the recording's settings reach it. */
    boolean isOff(String name) {
        List<Boolean> said = names.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(entry -> enabled.get(entry.getKey()))
                .filter(Objects::nonNull)
                .map(Said::on)
                .toList();
        return !said.isEmpty() && !said.contains(true);
    }
}
