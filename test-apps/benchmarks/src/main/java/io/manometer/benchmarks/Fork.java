package io.manometer.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs one of this jar's programs in a JVM of its own. */
record Fork(String java, List<String> jvmOptions, String cpus) {
    /** Says "all of them" where a CPU list is expected. */
    static final String UNPINNED = "";

    record Outcome(List<String> lines, double wallMillis) {
        /** The numbers of the one line that starts with RESULT. */
        double[] numbers() {
            for (String line : lines) {
                if (line.startsWith("RESULT ")) {
                    String[] parts = line.substring("RESULT ".length()).split(" ");
                    double[] numbers = new double[parts.length];
                    for (int i = 0; i < parts.length; i++) {
                        numbers[i] = Double.parseDouble(parts[i]);
                    }
                    return numbers;
                }
            }
            throw new IllegalStateException("No result in:\n" + String.join("\n", lines));
        }
    }

    Outcome run(Class<?> program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (!cpus.equals(UNPINNED)) {
            command.addAll(List.of("taskset", "-c", cpus));
        }
        command.add(java);
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", jar().toString(), program.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Options that someone set for all JVMs would apply to both sides and hide the difference.
        Map<String, String> environment = builder.environment();
        environment.remove("JAVA_TOOL_OPTIONS");
        environment.remove("JDK_JAVA_OPTIONS");
        long begin = System.nanoTime();
        Process process = builder.start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        int exit = process.waitFor();
        double millis = (System.nanoTime() - begin) / 1e6;
        if (exit != 0) {
            throw new IllegalStateException(
                    "Exit " + exit + " of " + String.join(" ", command) + "\n" + String.join("\n", lines));
        }
        return new Outcome(lines, millis);
    }

    static Path jar() {
        try {
            return Path.of(Fork.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
