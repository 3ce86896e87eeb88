package io.manometer.testapps.kafka;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A JVM as a process of its own, with its output at hand; closing it kills it. */
public final class Child implements AutoCloseable {
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    private final String name;
    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
        this.reader = new Thread(this::read, "reads " + name);
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts {@code java} of this JVM with these arguments. */
    public static Child java(String name, List<String> arguments) throws IOException {
        return java(name, List.of(), arguments);
    }

    /** The same by way of a command that runs another one, such as {@code taskset}. */
    static Child java(String name, List<String> prefix, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(key -> key.startsWith("MANOMETER_") || key.endsWith("_OPTIONS"));
        Process process = builder.start();
        RUNNING.add(process);
        process.onExit().thenAccept(RUNNING::remove);
        return new Child(name, process);
    }

    /** Ends all that were started and still run, and waits for it; for a program that is ended itself. */
    static void killAll() {
        RUNNING.forEach(Process::destroyForcibly);
        RUNNING.forEach(process -> process.onExit().join());
    }

    private void read() {
        try (BufferedReader from =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                }
            }
        } catch (IOException e) {
            // It was killed.
        }
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Everything that it wrote so far. */
    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** Lines that begin with this word, without it. */
    public List<String> lines(String word) {
        return lines().stream()
                .filter(line -> line.startsWith(word + " "))
                .map(line -> line.substring(word.length() + 1))
                .toList();
    }

    public Child await(String text, Duration patience) throws InterruptedException {
        return await(line -> line.contains(text), text, patience);
    }

    /** Waits for so many more lines that begin with this word. */
    public Child awaitMore(String word, int count, Duration patience) throws InterruptedException {
        int wanted = lines(word).size() + count;
        return await(line -> lines(word).size() >= wanted, count + " more of " + word, patience);
    }

    private Child await(Predicate<String> wanted, String what, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (lines) {
            while (lines.stream().noneMatch(wanted)) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0 || (!process.isAlive() && !reader.isAlive())) {
                    throw new IllegalStateException("waited in vain for \"" + what + "\" of " + this);
                }
                lines.wait(Math.min(left, 100));
            }
        }
        return this;
    }

    /** Writes a line to its standard input. */
    public void say(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Ends its standard input, at which programs end that say so. */
    public void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Waits for its end; the exit code. */
    public int awaitExit(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("waited in vain for the end of " + this);
        }
        reader.join(5_000);
        return process.exitValue();
    }

    /** Waits for its end; false when it goes on for longer. */
    public boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** As {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return name + " (" + process.pid() + ")\n" + String.join("\n", lines());
    }
}
