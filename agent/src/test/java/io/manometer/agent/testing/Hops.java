package io.manometer.agent.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** What a recording says of the hops in it. */
public final class Hops {
    private final List<RecordedEvent> events;

    private Hops(List<RecordedEvent> events) {
        this.events = events;
    }

    public static Hops in(Path recording) throws IOException {
        return new Hops(new ArrayList<>(RecordingFile.readAllEvents(recording)));
    }

    /** Events of one type by its simple name, in order of time. */
    public List<RecordedEvent> events(String type) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("manometer." + type))
                .sorted(java.util.Comparator.comparing(RecordedEvent::getStartTime))
                .toList();
    }

    /** The last description of each hop. */
    public Map<Long, RecordedEvent> descriptions() {
        Map<Long, RecordedEvent> byHop = new LinkedHashMap<>();
        for (RecordedEvent event : events("HopDescription")) {
            byHop.put(event.getLong("hop"), event);
        }
        return byHop;
    }

    /** The only hop that was created in a method of this name, or whose name ends with it. */
    public Hop named(String name) {
        List<RecordedEvent> found = descriptions().values().stream()
                .filter(event -> event.getString("site").contains("." + name + "(")
                        || event.getString("name").equals(name)
                        || event.getString("name").endsWith("." + name))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " hops are called " + name + "; there are " + names());
        }
        return new Hop(found.get(0));
    }

    public Hop of(RecordedEvent description) {
        return new Hop(description);
    }

    public boolean has(String name) {
        return descriptions().values().stream()
                .anyMatch(event -> event.getString("site").contains("." + name + "(")
                        || event.getString("name").equals(name)
                        || event.getString("name").endsWith("." + name));
    }

    public List<String> names() {
        return descriptions().values().stream()
                .map(event -> event.getLong("hop") + " " + event.getString("name") + " at " + event.getString("site"))
                .toList();
    }

    /** The agent's condition at the end. */
    public RecordedEvent health() {
        List<RecordedEvent> health = events("AgentHealth");
        return health.get(health.size() - 1);
    }

    /** One hop with its windows. */
    public final class Hop {
        public final RecordedEvent description;
        public final List<RecordedEvent> samples;

        private Hop(RecordedEvent description) {
            this.description = description;
            this.samples = events("HopSample").stream()
                    .filter(event -> event.getLong("hop") == id())
                    .toList();
        }

        public long id() {
            return description.getLong("hop");
        }

        public String text(String field) {
            return description.getString(field);
        }

        public RecordedEvent last() {
            if (samples.isEmpty()) {
                throw new AssertionError("no sample of " + description);
            }
            return samples.get(samples.size() - 1);
        }

        public long last(String field) {
            return last().getLong(field);
        }

        public long sum(String field) {
            return samples.stream().mapToLong(event -> event.getLong(field)).sum();
        }

        public long max(String field) {
            return samples.stream()
                    .mapToLong(event -> event.getLong(field))
                    .max()
                    .orElse(0);
        }

        public long min(String field) {
            return samples.stream()
                    .mapToLong(event -> event.getLong(field))
                    .min()
                    .orElse(0);
        }

        /** How often work went from this hop to that one. */
        public long edgesTo(Hop to) {
            return events("HopEdge").stream()
                    .filter(event -> event.getLong("from") == id() && event.getLong("to") == to.id())
                    .mapToLong(event -> event.getLong("count"))
                    .sum();
        }
    }
}
