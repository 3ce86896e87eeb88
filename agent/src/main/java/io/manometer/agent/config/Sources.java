package io.manometer.agent.config;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Collects values, the most important source first: what one source has said, a later one doesn't change. */
final class Sources {
    private static final String ARGUMENT = "the agent argument";

    private final EnumMap<Key, String> values = new EnumMap<>(Key.class);
    private final EnumMap<Key, String> origins = new EnumMap<>(Key.class);

    EnumMap<Key, String> values() {
        return values;
    }

    void addArgument(@Nullable String argument) throws BadOption {
        if (argument == null) {
            return;
        }
        EnumMap<Key, String> found = new EnumMap<>(Key.class);
        ArgumentScanner scanner = new ArgumentScanner(argument);
        Key previous = null;
        while (scanner.next()) {
            if (scanner.hasValue()) {
                previous = key(scanner.key(), ARGUMENT);
                found.put(previous, scanner.value());
            } else if (previous != null && previous.type.isList()) {
                found.put(previous, found.get(previous) + "," + scanner.key());
            } else {
                throw Complaint.noValue(scanner.key(), previous, ARGUMENT);
            }
        }
        for (Map.Entry<Key, String> entry : found.entrySet()) {
            add(entry.getKey(), entry.getValue(), ARGUMENT);
        }
    }

    void addProperties(Properties properties) throws BadOption {
        for (String name : properties.stringPropertyNames()) {
            if (!name.startsWith(Options.PROPERTY_PREFIX)) {
                continue;
            }
            String origin = "-D".concat(name);
            Key key = key(name.substring(Options.PROPERTY_PREFIX.length()), origin);
            add(key, properties.getProperty(name, ""), origin);
        }
    }

    /**
     * Variables that are no option are left alone: a Kubernetes service that happens to be called manometer puts
     * {@code MANOMETER_SERVICE_HOST} and others into every container.
     */
    void addEnvironment(Map<String, String> environment) {
        for (Key key : Key.values()) {
            String name = key.variable();
            String value = environment.get(name);
            if (value != null && !value.isEmpty()) {
                add(key, value, name);
            }
        }
    }

    void addFile(File file) throws BadOption {
        String origin = file.getPath();
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(new FileInputStream(file), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw Complaint.unreadable(file, e);
        }
        for (String name : properties.stringPropertyNames()) {
            Key key = key(name, origin);
            if (key == Key.CONFIG) {
                throw Complaint.nestedConfig(origin);
            }
            add(key, properties.getProperty(name, ""), origin);
        }
    }

    void check() throws BadOption {
        for (Map.Entry<Key, String> entry : values.entrySet()) {
            Key key = entry.getKey();
            String value = entry.getValue();
            if (!value.isEmpty() && !Values.fits(key, value)) {
                throw Complaint.badValue(key, value, String.valueOf(origins.get(key)));
            }
        }
    }

    private void add(Key key, String value, String origin) {
        if (values.putIfAbsent(key, value.trim()) == null) {
            origins.put(key, origin);
        }
    }

    private static Key key(String spelling, String origin) throws BadOption {
        for (Key key : Key.values()) {
            if (key.spelling.equals(spelling)) {
                return key;
            }
        }
        throw Complaint.unknownKey(spelling, origin);
    }
}
