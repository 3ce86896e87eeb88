package io.manometer.testapps.grading;

import io.manometer.testapps.Options;
import io.manometer.testapps.scenarios.Scenario;
import io.manometer.testapps.scenarios.Scenarios;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** The {@code grade} command: all scenarios, several seeds, several at a time, and a table. */
public final class Grading {
    private static final int PARALLEL = 6;

    private Grading() {}

    /** A run and the JVMs for it. */
    record Job(Fork fork, Grade.Run run) {}

    /** @return 0 if every answer was right, 1 otherwise */
    public static int main(Options options) throws IOException, InterruptedException {
        Path java = Path.of(options.get("java", System.getProperty("java.home") + "/bin/java"));
        Fork fork = new Fork(
                java,
                Path.of(options.require("agent")),
                Path.of(options.require("analyzer")),
                Path.of(options.get("apps", ownJar())),
                Path.of(options.get("work", "target/grading")));
        String release = Integer.toString(releaseOf(java));
        Set<String> only = Set.of(options.get("only", "").split(","));
        List<Job> jobs = new ArrayList<>();
        for (String seconds : options.get("seconds", "60").split(",")) {
            for (String seed : options.get("seeds", "1").split(",")) {
                jobs.addAll(jobs(
                        fork,
                        release,
                        Long.parseLong(seed),
                        Long.parseLong(seconds),
                        scenario -> only.contains("") || only.contains(scenario.id())));
            }
        }
        List<Grade> grades = grade(jobs, Integer.parseInt(options.get("parallel", Integer.toString(PARALLEL))));
        String table = Table.of(grades);
        System.out.println(table);
        for (String file : options.all("table")) {
            Files.writeString(Path.of(file), table);
        }
        return grades.stream().anyMatch(grade -> grade.mark().fails()) ? 1 : 0;
    }

    /** All scenarios that the JVM can run and that are wanted. */
    static List<Job> jobs(Fork fork, String release, long seed, long seconds, Predicate<Scenario> wanted) {
        return Scenarios.ALL.stream()
                .filter(wanted.and(scenario -> scenario.release() <= Integer.parseInt(release)))
                .map(scenario -> new Job(fork, new Grade.Run(scenario, release, seed, seconds)))
                .toList();
    }

    static List<Grade> grade(List<Job> jobs, int parallel) throws InterruptedException {
        ExecutorService forks = Executors.newFixedThreadPool(parallel);
        List<Future<List<Grade>>> runs = jobs.stream()
                .map(job -> forks.submit(() -> announced(job.fork.run(job.run))))
                .toList();
        forks.shutdown();
        return collect(runs);
    }

    private static List<Grade> announced(List<Grade> grades) {
        for (Grade grade : grades) {
            System.err.printf(
                    "%-9s %-4s seed %d  %s: %s %s%n",
                    grade.mark(),
                    grade.run().scenario().id(),
                    grade.run().seed(),
                    grade.hop(),
                    grade.got(),
                    grade.note());
        }
        return grades;
    }

    private static List<Grade> collect(List<Future<List<Grade>>> runs) throws InterruptedException {
        List<Grade> grades = new ArrayList<>();
        for (Future<List<Grade>> run : runs) {
            try {
                grades.addAll(run.get());
            } catch (ExecutionException failed) {
                throw new IllegalStateException(failed.getCause());
            }
        }
        return grades;
    }

    static int releaseOf(Path java) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(java.toString(), "-XshowSettings:properties", "-version")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.lines()
                .filter(line -> line.contains("java.specification.version ="))
                .map(line ->
                        Integer.parseInt(line.substring(line.indexOf('=') + 1).strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(java + " is no java command"));
    }

    private static String ownJar() {
        try {
            return Path.of(Grading.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
