package io.manometer.analyzer.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.testing.FakeAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import jdk.jfr.EventType;
import jdk.jfr.Label;
import jdk.jfr.ValueDescriptor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventsDocumentTest {
    @BeforeAll
    static void writeIfAsked() throws IOException {
        FakeAgent.register();
        if (System.getProperty("manometer.docs", "").equals("write")) {
            EventsDocument.write();
        }
    }

    @Test
    void the_document_is_what_the_event_classes_say() throws IOException {
        assertThat(Files.readString(EventsDocument.FILE))
                .as("docs/events.md is stale; regenerate it with: " + EventsDocument.COMMAND)
                .isEqualTo(EventsDocument.text());
    }

    /** JFR ignores fields of other types without a word. */
    @Test
    void every_field_of_a_class_is_a_field_of_its_event() {
        FakeAgent.EVENTS.forEach(event -> {
            List<String> declared = Arrays.stream(event.getDeclaredFields())
                    .filter(field -> field.isAnnotationPresent(Label.class))
                    .map(java.lang.reflect.Field::getName)
                    .toList();
            assertThat(EventType.getEventType(event).getFields())
                    .extracting(ValueDescriptor::getName)
                    .containsAll(declared);
        });
    }

    /** The rules of the JDK's own TestEventMetadata. */
    @Test
    void labels_and_descriptions_read_like_those_of_the_jdk() {
        FakeAgent.EVENTS.stream().map(EventType::getEventType).forEach(type -> {
            // An event loop is called so.
            assertThat(type.getName().replace("EventLoop", "")).doesNotContain("Event");
            assertThat(type.getLabel()).isNotBlank().doesNotEndWith(".");
            assertThat(type.getDescription()).isNotBlank().doesNotEndWith(".");
            type.getFields()
                    .forEach(field ->
                            assertThat(field.getLabel()).as(field.getName()).isNotBlank());
        });
    }
}
