package io.manometer.analyzer.docs;

import io.manometer.analyzer.testing.FakeAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jfr.DataAmount;
import jdk.jfr.EventType;
import jdk.jfr.Timespan;
import jdk.jfr.Timestamp;
import jdk.jfr.ValueDescriptor;

/** Writes {@code docs/events.md} from the event classes; {@link EventsDocumentTest} fails when that was forgotten. */
public final class EventsDocument {
    static final Path FILE = Path.of("../docs/events.md");
    static final String COMMAND =
            "mvn -pl jfr-events,analyzer-cli test -Dtest=EventsDocumentTest -Dmanometer.docs=write"
                    + " -Dsurefire.failIfNoSpecifiedTests=false";

    private EventsDocument() {}

    static void write() throws IOException {
        Files.writeString(FILE, text());
    }

    static String text() {
        StringBuilder text = new StringBuilder("""
                # Events

                What the agent writes into a recording and the analyzer reads out of it: the whole contract between the two.
                An application can report a buffer of its own with the same classes (module `jfr-events`); see the package's
                documentation.

                Generated from the event classes. After a change: `%s`

                """.formatted(COMMAND));
        FakeAgent.EVENTS.forEach(event -> event(text, EventType.getEventType(event)));
        return text.toString().stripTrailing() + "\n";
    }

    private static void event(StringBuilder text, EventType type) {
        text.append("## ").append(type.getName()).append("\n\n");
        text.append(type.getDescription()).append(".\n\n");
        text.append("| field | type | unit | meaning |\n| --- | --- | --- | --- |\n");
        type.getFields().stream().filter(EventsDocument::own).forEach(field -> field(text, field));
        text.append('\n');
    }

    private static boolean own(ValueDescriptor field) {
        return !field.getName().matches("startTime|duration|eventThread|stackTrace");
    }

    private static void field(StringBuilder text, ValueDescriptor field) {
        String description = field.getDescription();
        String type = field.getTypeName().replace("java.lang.", "");
        text.append("| `").append(field.getName()).append("` | ").append(type);
        text.append(" | ").append(unit(field)).append(" | ").append(field.getLabel());
        text.append(description == null ? "" : ": " + description).append(" |\n");
    }

    private static String unit(ValueDescriptor field) {
        Timespan timespan = field.getAnnotation(Timespan.class);
        if (timespan != null) {
            return timespan.value().equals(Timespan.NANOSECONDS) ? "ns" : timespan.value();
        }
        if (field.getAnnotation(Timestamp.class) != null) {
            return "ms since the epoch";
        }
        return field.getAnnotation(DataAmount.class) == null ? "" : "bytes";
    }
}
