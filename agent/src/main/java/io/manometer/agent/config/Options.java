package io.manometer.agent.config;

import java.io.File;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for: immutable, checked, with a default for everything that was left out.
 *
 * <p>A value comes from the first of these places that has it: the agent argument, the system property
 * {@code manometer.KEY}, the environment variable {@code MANOMETER_KEY} (dots and hyphens become underscores), the file
 * named by {@code config}. An empty value means the default.
 *
 * <p>Runs in {@code premain}: plain loops, no streams, no regular expressions, no {@code java.nio.file}.
 */
public final class Options {
    static final String PROPERTY_PREFIX = "manometer.";
    static final String VARIABLE_PREFIX = "MANOMETER_";

    private final EnumMap<Key, String> given;

    private Options(EnumMap<Key, String> given) {
        this.given = given;
    }

    /**
     * Reads all sources.
     *
     * @param argument what follows {@code -javaagent:manometer-agent.jar=}, or null
     * @throws BadOption with one line for the user; the application should run on without the agent
     */
    public static Options parse(@Nullable String argument) throws BadOption {
        return parse(argument, System.getProperties(), System.getenv());
    }

    static Options parse(@Nullable String argument, Properties properties, Map<String, String> environment)
            throws BadOption {
        Sources sources = new Sources();
        sources.addArgument(argument);
        sources.addProperties(properties);
        sources.addEnvironment(environment);
        String config = sources.values().get(Key.CONFIG);
        if (config != null && !config.isEmpty()) {
            sources.addFile(new File(config));
        }
        sources.check();
        return new Options(sources.values());
    }

    public boolean enabled() {
        return Values.isOn(value(Key.ENABLED));
    }

    /** The file of the agent's own recording, {@code %p} and {@code %t} unexpanded; null when none is wanted. */
    public @Nullable String record() {
        String file = value(Key.RECORD);
        return file.isEmpty() ? null : file;
    }

    /** In bytes. */
    public long recordMaxSize() {
        return Values.size(value(Key.RECORD_MAX_SIZE));
    }

    /** At least 1. */
    public int recordMaxFiles() {
        return (int) Values.count(value(Key.RECORD_MAX_FILES));
    }

    /** {@code default}, {@code profile}, or null for the lean set. */
    public @Nullable String recordSettings() {
        String settings = value(Key.RECORD_SETTINGS);
        return settings.equals("none") ? null : settings;
    }

    /** Whether the application waits for its recording to begin. */
    public boolean recordWait() {
        return Values.isOn(value(Key.RECORD_WAIT));
    }

    /** Length of a window in nanoseconds, at least 100 ms. */
    public long periodNanos() {
        return Values.duration(value(Key.PERIOD));
    }

    /** Whether a kind of hop, such as {@code queue}, is to be watched. */
    public boolean instruments(String kind) {
        String[] kinds = kinds();
        for (String each : kinds) {
            if (each.equals(kind)) {
                return true;
            }
        }
        return false;
    }

    /** The kinds to watch, in the order given. */
    public String[] kinds() {
        return Values.list(value(Key.INSTRUMENT));
    }

    public SitePatterns exclude() {
        return new SitePatterns(Values.list(value(Key.EXCLUDE)));
    }

    /** At least 1. */
    public int hopLimit() {
        return (int) Values.count(value(Key.LIMIT_HOPS));
    }

    /** Where metrics go; null when they go nowhere. */
    public @Nullable MetricsTarget metrics() {
        String target = value(Key.METRICS);
        return target.isEmpty() ? null : MetricsTarget.parse(target);
    }

    /** Null when not wanted. */
    public @Nullable String metricsPortFile() {
        return fileOrNull(Key.METRICS_PORTFILE);
    }

    /** At least 20. */
    public int metricsMaxSeries() {
        return (int) Values.count(value(Key.METRICS_MAX_SERIES));
    }

    /** Null when no token is asked for. */
    public @Nullable String metricsTokenFile() {
        return fileOrNull(Key.METRICS_TOKEN_FILE);
    }

    /** Null when no password is asked for. */
    public @Nullable String metricsUsersFile() {
        return fileOrNull(Key.METRICS_USERS_FILE);
    }

    /** Null for plain HTTP. */
    public @Nullable String metricsTlsFile() {
        return fileOrNull(Key.METRICS_TLS_FILE);
    }

    public @Nullable String metricsTlsPasswordFile() {
        return fileOrNull(Key.METRICS_TLS_PASSWORD_FILE);
    }

    /** {@code off}, {@code error}, {@code info} or {@code debug}. */
    public String log() {
        return value(Key.LOG);
    }

    /** What was set explicitly, as {@code key=value,key=value}; empty when all is at its default. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Key, String> entry : given.entrySet()) {
            if (!text.isEmpty()) {
                text.append(',');
            }
            text.append(entry.getKey().spelling).append('=').append(entry.getValue());
        }
        return text.toString();
    }

    private @Nullable String fileOrNull(Key key) {
        String file = value(key);
        return file.isEmpty() ? null : file;
    }

    private String value(Key key) {
        String value = given.get(key);
        return value == null || value.isEmpty() ? key.defaultValue : value;
    }
}
