package io.manometer.analyzer.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.manometer.analyzer.model.Problem;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Locale;

/** What all documents in JSON have in common. They are ASCII, so that no name can steer a terminal that they are shown on. */
public final class JsonText {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private JsonText() {}

    /** Writes a whole document. */
    public interface Document {
        void write(JsonGenerator json) throws IOException;
    }

    /** Writes one element of an array. */
    public interface Element<T> {
        void write(T element) throws IOException;
    }

    /** With a line end behind it. */
    public static String of(Document document) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text).setPrettyPrinter(new DefaultPrettyPrinter())) {
            document.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    public static <T> void array(JsonGenerator json, String name, Collection<T> elements, Element<T> writer)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (T element : elements) {
            writer.write(element);
        }
        json.writeEndArray();
    }

    public static void problems(JsonGenerator json, Collection<Problem> problems) throws IOException {
        array(json, "problems", problems, problem -> {
            json.writeStartObject();
            json.writeStringField("source", problem.source());
            json.writeStringField("cause", problem.cause());
            json.writeStringField("remedy", problem.remedy());
            json.writeStringField("severity", word(problem.severity()));
            json.writeEndObject();
        });
    }

    /** A constant as documents spell it. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
