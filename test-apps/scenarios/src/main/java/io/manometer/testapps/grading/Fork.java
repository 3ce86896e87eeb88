package io.manometer.testapps.grading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One JVM for the program under the agent, then one for the analyzer.
 *
 * @param java the {@code java} command that runs the program; the analyzer runs on this JVM's
 * @param apps this project's own jar
 * @param work where recordings and output go
 */
record Fork(Path java, Path agent, Path analyzer, Path apps, Path work) {
    private static final Duration GRACE = Duration.ofSeconds(90);

    List<Grade> run(Grade.Run run) throws InterruptedException {
        String name =
                "s" + run.scenario().id() + "-jdk" + run.java() + "-seed" + run.seed() + "-" + run.seconds() + "s";
        try {
            return run(run, name);
        } catch (IOException | IllegalArgumentException failed) {
            return List.of(Grade.failed(run, name + ": " + failed.getMessage()));
        }
    }

    private List<Grade> run(Grade.Run run, String name) throws IOException, InterruptedException {
        Files.createDirectories(work);
        Path recording = work.resolve(name + ".jfr");
        Path truth = work.resolve(name + ".truth.json");
        Path report = work.resolve(name + ".report.json");
        Files.deleteIfExists(recording); // The agent would keep an older one beside it.
        execute(name + ".app.log", seconds(run), program(run, recording, truth));
        execute(
                name + ".analyzer.log",
                seconds(run),
                List.of(
                        javaHere(),
                        "-jar",
                        analyzer.toString(),
                        "analyze",
                        "--format",
                        "json",
                        "-o",
                        report.toString(),
                        recording.toString()));
        return Grade.grade(run, Report.parse(Files.readString(report)), readTruth(truth), Gauges.read(recording));
    }

    private List<String> program(Grade.Run run, Path recording, Path truth) {
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-javaagent:" + agent + "=record=" + recording,
                "-jar",
                apps.toString()));
        command.addAll(List.of(
                "run",
                run.scenario().id(),
                "--seconds",
                Long.toString(seconds(run)),
                "--seed",
                Long.toString(run.seed()),
                "--truth",
                truth.toString(),
                "--recorded",
                "true"));
        return command;
    }

    private static long seconds(Grade.Run run) {
        return Math.max(run.seconds(), run.scenario().shortest().toSeconds());
    }

    private void execute(String log, long seconds, List<String> command) throws IOException, InterruptedException {
        Path output = work.resolve(log);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(GRACE.plusSeconds(seconds).toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("did not end in time, see " + output);
            }
            if (process.exitValue() != 0) {
                throw new IOException("exit code " + process.exitValue() + ", see " + output);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static String javaHere() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Map<String, Grade.TruthOfHop> readTruth(Path file) throws IOException {
        Map<String, @Nullable Object> truth = Json.object(Files.readString(file));
        Object hops = truth.get("hops");
        if (!(hops instanceof List<?> list)) {
            throw new IOException("no hops in " + file);
        }
        return list.stream()
                .map(hop -> (Map<?, ?>) hop)
                .collect(Collectors.toMap(hop -> String.valueOf(hop.get("name")), truthOfHop(truth)));
    }

    private static Function<Map<?, ?>, Grade.TruthOfHop> truthOfHop(Map<String, @Nullable Object> truth) {
        return hop -> new Grade.TruthOfHop(
                (long) number(hop.get("offered")),
                number(hop.get("utilisation")),
                (long) number(truth.get("startMillis")),
                number(truth.get("seconds")));
    }

    private static double number(@Nullable Object value) {
        return value instanceof Double number ? number : 0;
    }
}
