package io.manometer.agent.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Makes docs/configuration.md out of the table of options. The page says how it is run. */
final class ConfigurationPage {
    static final Path FILE = Path.of("docs", "configuration.md");

    private static final String HEAD = """
            <!-- Made from io.manometer.agent.config.Key; a test fails when it is stale. After a change:
                 mvn -q -pl jfr-events,agent test-compile
                 java -cp agent/target/classes:agent/target/test-classes io.manometer.agent.config.ConfigurationPage docs/configuration.md -->
            # Configuration of the agent

            Everything has a default: `-javaagent:manometer-agent.jar` alone watches all queues and executors, and any flight recording that runs gets
            the events.

            ## Where an option can be written
            The first of these places that names an option decides; an empty value means the default.

            | place | example |
            | --- | --- |
            | agent argument | `-javaagent:manometer-agent.jar=period=250ms,record=app.jfr` |
            | system property | `-Dmanometer.period=250ms -Dmanometer.record=app.jfr` |
            | environment variable, dots and hyphens as underscores | `MANOMETER_PERIOD=250ms MANOMETER_RECORD_MAX_SIZE=1g` |
            | file named by `config` | a line `period=250ms` |

            A key that doesn't exist or a value that doesn't fit is one line on standard error, with the nearest key or an example, and the application
            runs on without the agent. Variables that are no option are left alone: Kubernetes sets some, such as `MANOMETER_SERVICE_HOST`, for a service of that name.

            ## Options
            """;

    private static final String TAIL = """

            ## Commas, quotes and backslashes
            In the agent argument a comma ends a value. Inside a value write `\\,`, or put the whole value in single or double quotes (the shell takes one pair
            for itself): `'-javaagent:manometer-agent.jar=record="a,b.jfr"'`. A list needs neither: `instrument=queue,executor,period=2s` is understood.
            Any other backslash stands for itself, so `record=C:\\data\\app.jfr` is fine.

            The option file is a Java properties file in UTF-8. There a backslash must be doubled, or written as `/`, which Windows takes too.

            ## Recording
            Events go to every flight recording, whoever starts it: `-XX:StartFlightRecording`, `jcmd PID JFR.start`, JDK Mission Control. `record` is the agent's
            own, for when nobody else records. It begins a few hundred milliseconds after the application
            ([why](decisions/0003-own-recording.md)); until it is written, its data is in JFR's repository, a folder below `java.io.tmpdir` or the one
            named by `-XX:FlightRecorderOptions:repository=FOLDER`. JFR ends the whole JVM when that disk is full. So the recording is written and ended
            when 32 MB are left, or would be within a second at the rate at which the disk fills ([how](decisions/0071-a-disk-that-fills.md)).

            A file of an earlier run is not overwritten but becomes `app.1.jfr`, within `record.max-files`.

            For other recorders the jar holds `manometer.jfc` ([source](../agent/src/main/resources/manometer.jfc)), the settings that `record` uses: all events
            of the agent, and the few of the JDK's that give them context.

                unzip manometer-agent.jar manometer.jfc
                java -XX:StartFlightRecording:settings=default,settings=manometer.jfc -javaagent:manometer-agent.jar ...
            """;

    private ConfigurationPage() {}

    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), text());
    }

    static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("| key | value | default | meaning |\n| --- | --- | --- | --- |\n");
        for (Key key : Key.values()) {
            page.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %s, such as `%s` | %s | %s |%n",
                    key.spelling,
                    Complaint.expected(key),
                    cell(key.example),
                    key.defaultValue.isEmpty() ? "none" : "`" + key.defaultValue + "`",
                    cell(key.description)));
        }
        return page.append(TAIL).toString().replace(System.lineSeparator(), "\n");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
