package io.manometer.agent.recording;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import jdk.jfr.Configuration;
import org.jspecify.annotations.Nullable;

/** The settings of a recording: those of {@code manometer.jfc}, on top of one of the JDK's own configurations if asked for. */
final class RecordingSettings {
    private static final String FILE = "manometer.jfc";

    private RecordingSettings() {}

    /** @param base {@code default}, {@code profile}, or null for {@code manometer.jfc} alone */
    static Map<String, String> of(@Nullable String base) throws IOException {
        Map<String, String> settings = new HashMap<>();
        try {
            if (base != null) {
                settings.putAll(Configuration.getConfiguration(base).getSettings());
            }
            settings.putAll(own().getSettings());
        } catch (ParseException e) {
            throw new IOException(e);
        }
        return settings;
    }

    static Configuration own() throws IOException, ParseException {
        try (InputStream stream = RecordingSettings.class.getResourceAsStream("/".concat(FILE))) {
            InputStream found = stream != null ? stream : ClassLoader.getSystemResourceAsStream(FILE);
            if (found == null) {
                throw new FileNotFoundException(FILE + " is missing from the agent's jar");
            }
            try (Reader reader = new InputStreamReader(found, StandardCharsets.UTF_8)) {
                return Configuration.create(reader);
            }
        }
    }
}
