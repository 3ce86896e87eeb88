package io.manometer.testapps;

import io.manometer.testapps.demo.Demo;
import io.manometer.testapps.grading.Grading;
import io.manometer.testapps.load.Load;
import io.manometer.testapps.scenarios.ExpectedHop;
import io.manometer.testapps.scenarios.Scenario;
import io.manometer.testapps.scenarios.Scenarios;
import io.manometer.testapps.scenarios.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** {@code list}, {@code run}, {@code grade}, {@code demo}. */
public final class Main {
    private static final String USAGE = """
            usage: java -jar scenarios.jar list
                   java -jar scenarios.jar run ID [--seconds 25] [--seed 1] [--truth FILE] [--recorded true]
                   java -jar scenarios.jar grade --agent JAR --analyzer JAR [--seconds 30,60] [--seeds 1,2,3] [--only ID,ID]
                                                 [--parallel 6] [--java JAVA] [--work FOLDER] [--table FILE]
                   java -jar scenarios.jar demo [bounded] [--seconds 20] [--recorded true]""";

    private Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            System.exit(run(Options.of(arguments)));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.println(USAGE);
            System.exit(2);
        }
    }

    private static int run(Options options) throws IOException, InterruptedException {
        if (Boolean.parseBoolean(options.get("recorded", "false"))) {
            RecordingStart.await();
        }
        return switch (options.command()) {
            case "list" -> list();
            case "run" -> run(scenario(options.operand()), options);
            case "grade" -> Grading.main(options);
            case "demo" -> Demo.run(options.operand(), options.seconds("seconds", 20));
            default -> throw new IllegalArgumentException("no command \"" + options.command() + "\"");
        };
    }

    private static int list() {
        for (Scenario scenario : Scenarios.ALL) {
            System.out.printf("%-4s %-75s %s%n", scenario.id(), scenario.title(), expectations(scenario));
        }
        return 0;
    }

    private static String expectations(Scenario scenario) {
        return scenario.hops().stream().map(Main::expectation).collect(Collectors.joining(", "));
    }

    private static String expectation(ExpectedHop hop) {
        return hop.field() + " " + hop.right().stream().map(Verdict::name).collect(Collectors.joining(" or "));
    }

    private static int run(Scenario scenario, Options options) throws IOException, InterruptedException {
        if (Runtime.version().feature() < scenario.release()) {
            System.err.printf("Scenario %s needs Java %d or newer.%n", scenario.id(), scenario.release());
            return 3;
        }
        Duration length = options.seconds("seconds", 25);
        long seed = Long.parseLong(options.get("seed", "1"));
        System.out.printf("%s: %s, %d s, seed %d%n", scenario.id(), scenario.title(), length.toSeconds(), seed);
        Load load = scenario.start(length, seed);
        load.awaitEnd();
        String truth = load.truth(scenario.id()).toJson();
        List<String> files = options.all("truth");
        for (String file : files) {
            Files.writeString(Path.of(file), truth);
        }
        System.out.print(truth);
        return 0;
    }

    private static Scenario scenario(String id) {
        return Scenarios.find(id)
                .orElseThrow(() -> new IllegalArgumentException("no scenario \"" + id + "\"; see: list"));
    }
}
