package io.manometer.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the commands can be told. */
final class Arguments {
    static final String USAGE = """
            options: --agent JAR          the agent to measure (default agent/target/manometer-agent.jar)
                     --options KEY=VALUE  options for the agent, comma-separated
                     --java PATH          a java command; repeat it to measure several (default: the one that runs this)
                     --rounds N           pairs of runs
                     --rows TEXT          only the rows whose name contains TEXT
                     --empty              measure an empty agent too
                     --metrics            measure the agent with metrics, scraped once a second, against the agent without
                     --mixed              let all other rows run first in each JVM, so that the hooks' profiles are mixed
                     --json FILE          the table as JSON""";

    @Nullable
    Path agent;

    String agentOptions = "";
    final List<String> javas = new ArrayList<>();
    int rounds;
    String rows = "";
    boolean empty;
    boolean metrics;
    boolean mixed;

    @Nullable
    Path json;

    static Arguments parse(String[] given, int defaultRounds) {
        Arguments arguments = new Arguments();
        arguments.rounds = defaultRounds;
        try {
            arguments.read(given);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            System.err.println("Not understood: " + String.join(" ", given) + "\n" + USAGE);
            System.exit(2);
        }
        if (arguments.javas.isEmpty()) {
            arguments.javas.add(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString());
        }
        return arguments;
    }

    private void read(String[] given) {
        for (int i = 0; i < given.length; i++) {
            switch (given[i]) {
                case "--agent" -> agent = Path.of(given[++i]).toAbsolutePath();
                case "--options" -> agentOptions = given[++i];
                case "--java" -> javas.add(given[++i]);
                case "--rounds" -> rounds = Integer.parseInt(given[++i]);
                case "--rows" -> rows = given[++i];
                case "--empty" -> empty = true;
                case "--metrics" -> metrics = true;
                case "--mixed" -> mixed = true;
                case "--json" -> json = Path.of(given[++i]);
                default -> throw new IllegalArgumentException(given[i]);
            }
        }
    }

    /** The JVM option that loads the agent, with the options given here after those of the measurement. */
    String agentOption(String measurementOptions) {
        Path jar = agent;
        if (jar == null || !Files.isReadable(jar)) {
            System.err.println("No agent at " + jar + ": build it (mvn -pl agent -am verify) or name it with --agent.");
            System.exit(2);
        }
        String all = measurementOptions.isEmpty() || agentOptions.isEmpty()
                ? measurementOptions + agentOptions
                : measurementOptions + "," + agentOptions;
        return "-javaagent:" + jar + (all.isEmpty() ? "" : "=" + all);
    }

    /** What is measured with one java command, where the agent may leave its recording. */
    interface Measurement {
        void add(Table table, Arguments arguments, String java, Path recording)
                throws IOException, InterruptedException;
    }

    /** Measures with each of the java commands, and prints the table. */
    void measure(Table table, Measurement measurement) throws IOException, InterruptedException {
        Path recording = Files.createTempFile("measured", ".jfr");
        try {
            for (String java : javas) {
                measurement.add(table, this, java, recording);
            }
            print(table);
        } finally {
            Files.deleteIfExists(recording);
        }
    }

    void print(Table table) throws IOException {
        System.out.println();
        System.out.print(table.markdown());
        if (json != null) {
            Files.writeString(json, table.json());
        }
    }
}
