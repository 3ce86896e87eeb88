package io.manometer.testapps.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** What agent and analyzer tell of a program. */
final class Told {
    private final List<RecordedEvent> events;
    private final JsonNode report;

    private Told(List<RecordedEvent> events, JsonNode report) {
        this.events = events;
        this.report = report;
    }

    static Told by(Path recording) throws IOException, InterruptedException {
        List<RecordedEvent> events = new ArrayList<>(RecordingFile.readAllEvents(recording));
        events.sort(Comparator.comparing(RecordedEvent::getStartTime));
        Path json = recording.resolveSibling(recording.getFileName() + ".json");
        try (Child analyzer = Child.java(
                "analyzer",
                List.of(
                        "-jar",
                        Built.ANALYZER.toString(),
                        "analyze",
                        "--format",
                        "json",
                        "-o",
                        json.toString(),
                        recording.toString()))) {
            analyzer.awaitExit(Duration.ofSeconds(60));
            return new Told(events, new ObjectMapper().readTree(json.toFile()));
        }
    }

    private Stream<RecordedEvent> all(String type) {
        return events.stream().filter(event -> event.getEventType().getName().equals("manometer." + type));
    }

    /** The id of the only hop of this kind and name. */
    long hop(String kind, String name) {
        return only(
                kind,
                event -> event.getString("name").equals(name)
                        || event.getString("name").endsWith("." + name));
    }

    /** The id of the only hop of this kind that was created in this method. */
    long hopMadeIn(String kind, String method) {
        return only(kind, event -> event.getString("site").contains("." + method + "("));
    }

    /** The id of the only hop of this kind with this text in this field of its description. */
    long hopOf(String kind, String field, String text) {
        return only(kind, event -> event.getString(field).equals(text));
    }

    private long only(String kind, Predicate<RecordedEvent> wanted) {
        List<Long> found = all("HopDescription")
                .filter(event -> event.getString("kind").equals(kind))
                .filter(wanted)
                .map(event -> event.getLong("hop"))
                .distinct()
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " such hops of kind " + kind + " in "
                    + all("HopDescription")
                            .map(event -> event.getString("kind") + " " + event.getString("name"))
                            .distinct()
                            .toList());
        }
        return found.get(0);
    }

    /** What is said of the hops of a class, however often. */
    List<RecordedEvent> descriptionsOf(String type) {
        return all("HopDescription")
                .filter(event -> event.getString("type").equals(type))
                .toList();
    }

    RecordedEvent description(long hop) {
        return all("HopDescription")
                .filter(event -> event.getLong("hop") == hop)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    List<RecordedEvent> samples(String type, long hop) {
        return all(type).filter(event -> event.getLong("hop") == hop).toList();
    }

    long edges(long from, long to) {
        return all("HopEdge")
                .filter(event -> event.getLong("from") == from && event.getLong("to") == to)
                .mapToLong(event -> event.getLong("count"))
                .sum();
    }

    RecordedEvent health() {
        return all("AgentHealth").reduce((first, second) -> second).orElseThrow();
    }

    /** What the analyzer says of a hop. */
    JsonNode verdict(long hop) {
        return elements("hops")
                .filter(node -> node.get("id").asLong() == hop)
                .findFirst()
                .orElseThrow();
    }

    Stream<JsonNode> elements(String array) {
        return StreamSupport.stream(report.get(array).spliterator(), false);
    }

    static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
