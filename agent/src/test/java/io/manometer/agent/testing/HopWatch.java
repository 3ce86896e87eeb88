package io.manometer.agent.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/** Runs in the application under test and watches the agent's events, so that it can end when they have told all. */
public final class HopWatch implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 40;
    private static final String[] TOLD = {
        "kind",
        "type",
        "bufferType",
        "name",
        "site",
        "threads",
        "bounded",
        "capacity",
        "onFull",
        "handler",
        "coreThreads",
        "maxThreads"
    };
    private static final String[] SUMMED = {
        "arrivals",
        "departures",
        "refusedException",
        "refusedFalse",
        "refusedTimeout",
        "droppedNewest",
        "droppedOldest",
        "callerRuns",
        "sojournCount",
        "consumerStarved",
        "producerBlocked"
    };

    private final RecordingStream events = new RecordingStream();
    private final Map<Long, Map<String, Object>> hops = new LinkedHashMap<>();
    private long errors;
    private String kindsOff = "";

    public HopWatch() {
        for (String event : new String[] {"HopDescription", "HopSample", "AgentHealth"}) {
            events.enable("manometer." + event).withoutStackTrace();
        }
        events.onEvent("manometer.HopDescription", this::described);
        events.onEvent("manometer.HopSample", this::sampled);
        events.onEvent("manometer.AgentHealth", this::health);
        events.startAsync();
    }

    private synchronized void described(RecordedEvent event) {
        Map<String, Object> hop = hop(event);
        for (String field : TOLD) {
            hop.put(field, event.getValue(field));
        }
        notifyAll();
    }

    private synchronized void sampled(RecordedEvent event) {
        Map<String, Object> hop = hop(event);
        for (String field : SUMMED) {
            hop.merge(field, event.getLong(field), (a, b) -> (Long) a + (Long) b);
        }
        hop.merge("depthMax", event.getLong("depthMax"), (a, b) -> Math.max((Long) a, (Long) b));
        hop.merge("consumersWaiting", event.getInt("consumersWaiting"), (a, b) -> Math.max((Integer) a, (Integer) b));
        hop.merge("producersWaiting", event.getInt("producersWaiting"), (a, b) -> Math.max((Integer) a, (Integer) b));
        hop.merge("consumers", event.getInt("consumers"), (a, b) -> Math.max((Integer) a, (Integer) b));
        hop.put("consumersNow", event.getInt("consumersWaiting"));
        hop.put("producersNow", event.getInt("producersWaiting"));
        hop.put("depth", event.getLong("depth"));
        hop.put("totalArrivals", event.getLong("totalArrivals"));
        hop.put("totalDepartures", event.getLong("totalDepartures"));
        notifyAll();
    }

    private synchronized void health(RecordedEvent event) {
        errors = Math.max(errors, event.getLong("errors"));
        kindsOff = event.getString("kindsOff");
    }

    private Map<String, Object> hop(RecordedEvent event) {
        return hops.computeIfAbsent(event.getLong("hop"), id -> new HashMap<>());
    }

    /** Waits until one hop is as wanted; when none ever is, the last state of all is printed and that is that. */
    public synchronized void await(Predicate<Map<String, Object>> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (hops.values().stream().noneMatch(hop -> matches(wanted, hop))) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                System.err.println("no hop came to be as wanted");
                return;
            }
            wait(Math.min(left, 200));
        }
    }

    /** Whether a hop is as wanted now. */
    public synchronized boolean seen(Predicate<Map<String, Object>> wanted) {
        return hops.values().stream().anyMatch(hop -> matches(wanted, hop));
    }

    private static boolean matches(Predicate<Map<String, Object>> wanted, Map<String, Object> hop) {
        return hop.containsKey("kind") && hop.containsKey("totalArrivals") && wanted.test(hop);
    }

    /** Prints a line for each executor and for each queue that is no JDK class, which {@link #parse} reads, and one for the agent's health. */
    public synchronized void print() {
        for (Map<String, Object> hop : hops.values()) {
            if (!"executor".equals(hop.get("kind"))
                    && String.valueOf(hop.get("type")).startsWith("java.")) {
                continue;
            }
            StringBuilder line = new StringBuilder("hop");
            hop.forEach(
                    (name, value) -> line.append('|').append(name).append('=').append(value));
            System.out.println(line);
        }
        System.out.println("health|errors=" + errors + "|kindsOff=" + kindsOff);
    }

    @Override
    public void close() {
        events.close();
    }

    /** The lines of {@link #print} that begin with this word. */
    public static List<Map<String, String>> parse(String output, String word) {
        List<Map<String, String>> lines = new ArrayList<>();
        output.lines().filter(line -> line.startsWith(word + "|")).forEach(line -> {
            Map<String, String> values = new HashMap<>();
            for (String part : line.split("\\|", -1)) {
                int equals = part.indexOf('=');
                if (equals > 0) {
                    values.put(part.substring(0, equals), part.substring(equals + 1));
                }
            }
            lines.add(values);
        });
        return lines;
    }
}
