package io.manometer.agent.config;

import java.util.Locale;

/**
 * The table of options. Parsing, error messages and {@code docs/configuration.md} are made from it; a new option is a new
 * entry here and a getter in {@link Options}.
 */
public enum Key {
    RECORD(
            "record",
            Type.FILE,
            "",
            "/var/log/app-%p.jfr",
            "Write a flight recording of its own to this file, when the application ends and whenever `record.max-size`"
                    + " is reached. `%p` is the process id, `%t` the start time as `yyyyMMdd-HHmmss` in UTC."
                    + " Empty: no recording of its own; any other recorder still gets the events."),
    RECORD_MAX_SIZE(
            "record.max-size",
            Type.SIZE,
            "256m",
            "1g",
            "Size at which the recording is written out and a new one begun; looked at once a second.",
            1L << 20,
            1L << 50),
    RECORD_MAX_FILES(
            "record.max-files",
            Type.COUNT,
            "4",
            "10",
            "How many files are kept: `app.jfr` is the newest, `app.1.jfr` the one before it, and so on; the oldest is"
                    + " deleted. With `1` there is one file, written at the end, that holds the last `record.max-size`.",
            1,
            1000),
    RECORD_SETTINGS(
            "record.settings",
            Type.WORD,
            "none",
            "profile",
            "Further events in that recording, as the JDK's `default.jfc` and `profile.jfc` define them. `none`: the"
                    + " agent's events and a few of the JDK's that give them context.",
            "none",
            "default",
            "profile"),
    RECORD_WAIT(
            "record.wait",
            Type.SWITCH,
            "false",
            "true",
            "`true`: the application starts when that recording has begun, some 200 ms later, so that even one that ends"
                    + " at once leaves a file with all that it created. Meant for tests."),
    PERIOD(
            "period",
            Type.DURATION,
            "1s",
            "250ms",
            "Length of a window: each hop that was active reports once in it. Windows grow, up to thirty times as long, where reading all hops"
                    + " would take more than 3 % of a core.",
            100_000_000L,
            3_600_000_000_000L),
    INSTRUMENT(
            "instrument",
            Type.WORDS,
            "queue,executor,netty,kafka",
            "queue",
            "Kinds of hops to watch.",
            "queue",
            "executor",
            "netty",
            "kafka"),
    EXCLUDE(
            "exclude",
            Type.PATTERNS,
            "",
            "com.acme.cache.*;*Test.*",
            "Hops to leave alone, by creation site (`pkg.Class.method(File.java:12)`, with or without the part in"
                    + " brackets); `*` stands for any characters, and `;` or `|` separates patterns."),
    LIMIT_HOPS(
            "limit.hops",
            Type.COUNT,
            "10000",
            "50000",
            "Hops watched one by one; any more share one entry for each creation site.",
            1,
            1_000_000),
    METRICS(
            "metrics",
            Type.ENDPOINT,
            "",
            "127.0.0.1:9404",
            "Export metrics: `host:port` or a port alone opens an endpoint for Prometheus at `/metrics` (on 127.0.0.1 unless a"
                    + " host is given; port 0 picks one and logs it), `app` adds the metrics to the application's own Micrometer"
                    + " registry, `app+9404` does both. Empty: none."),
    METRICS_PORTFILE(
            "metrics.portfile",
            Type.FILE,
            "",
            "/run/app/metrics.port",
            "Write the endpoint's port to this file once it listens."),
    METRICS_MAX_SERIES(
            "metrics.max-series",
            Type.COUNT,
            "200",
            "1000",
            "Hops that a metric tells apart at most; the rest share one `hop=\"_other\"` for each kind, and are counted.",
            20,
            100_000),
    METRICS_TOKEN_FILE(
            "metrics.token-file",
            Type.FILE,
            "",
            "/etc/app/metrics.token",
            "A file whose first line is the bearer token that a scraper must send."),
    METRICS_USERS_FILE(
            "metrics.users-file",
            Type.FILE,
            "",
            "/etc/app/metrics.users",
            "A file with a line `user:password` for each who may scrape with basic authentication."),
    METRICS_TLS_FILE(
            "metrics.tls-file",
            Type.FILE,
            "",
            "/etc/app/metrics.pem",
            "Serve by TLS with the key and certificates in this file: PEM (unencrypted PKCS #8 key and certificate chain) or"
                    + " PKCS #12, by its content."),
    METRICS_TLS_PASSWORD_FILE(
            "metrics.tls-password-file",
            Type.FILE,
            "",
            "/etc/app/metrics.password",
            "A file whose first line is the password of that PKCS #12 file."),
    LOG("log", Type.WORD, "error", "info", "What the agent says on standard error.", "off", "error", "info", "debug"),
    CONFIG(
            "config",
            Type.FILE,
            "",
            "/etc/app/manometer.properties",
            "A properties file in UTF-8 with any of these keys but this one."),
    ENABLED(
            "enabled",
            Type.SWITCH,
            "true",
            "false",
            "`false`: the agent does nothing at all, so a start script can keep its line.");

    /** What a value may look like. */
    public enum Type {
        FILE,
        SWITCH,
        WORD,
        WORDS,
        PATTERNS,
        ENDPOINT,
        DURATION,
        SIZE,
        COUNT;

        boolean isList() {
            return this == WORDS || this == PATTERNS;
        }
    }

    final String spelling;
    final Type type;
    final String defaultValue;
    final String example;
    final String description;
    final long minimum;
    final long maximum;
    final String[] words;

    Key(String spelling, Type type, String defaultValue, String example, String description, String... words) {
        this(spelling, type, defaultValue, example, description, 0, 0, words);
    }

    Key(
            String spelling,
            Type type,
            String defaultValue,
            String example,
            String description,
            long minimum,
            long maximum,
            String... words) {
        this.spelling = spelling;
        this.type = type;
        this.defaultValue = defaultValue;
        this.example = example;
        this.description = description;
        this.minimum = minimum;
        this.maximum = maximum;
        this.words = words;
    }

    /** {@code manometer.record.max-size}. */
    String property() {
        return Options.PROPERTY_PREFIX.concat(spelling);
    }

    /** {@code MANOMETER_RECORD_MAX_SIZE}. */
    String variable() {
        return Options.VARIABLE_PREFIX.concat(
                spelling.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT));
    }
}
