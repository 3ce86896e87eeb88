package io.manometer.agent.testing;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One JVM (or JDK tool) as a process of its own, with its output at hand. Closing it kills it if it still runs.
 *
 * <pre>{@code
 * try (ForkedJvm jvm = ForkedJvm.java(Jdk.running()).agent("period=100ms").main(Sleeper.class).start()) {
 *     jvm.awaitOutput("ready");
 *     jvm.say("stop");
 *     assertThat(jvm.awaitExit()).isZero();
 * }
 * }</pre>
 */
public final class ForkedJvm implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<String> command;
    private final Process process;
    private final StringBuffer out = new StringBuffer();
    private final StringBuffer err = new StringBuffer();
    private final List<Thread> readers = new ArrayList<>();
    private final Object changed = new Object();

    private ForkedJvm(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        readers.add(read(process.getInputStream(), out));
        readers.add(read(process.getErrorStream(), err));
    }

    public static Builder java(Jdk jdk) {
        return new Builder(jdk, "java");
    }

    /** A tool of the JDK such as {@code jcmd} or {@code javac}. */
    public static Builder tool(Jdk jdk, String name) {
        return new Builder(jdk, name);
    }

    /** The built jar, named by the system property {@code manometer.agent.jar}. */
    public static Path agentJar() {
        String jar = System.getProperty("manometer.agent.jar");
        if (jar == null) {
            throw new IllegalStateException("set -Dmanometer.agent.jar to the built jar (mvn verify does)");
        }
        return Path.of(jar);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Standard output so far. */
    public String out() {
        return out.toString();
    }

    /** Standard error so far. */
    public String err() {
        return err.toString();
    }

    /** Lines on standard error that the agent wrote. */
    public List<String> agentLines() {
        return err().lines().filter(line -> line.startsWith("manometer: ")).toList();
    }

    public ForkedJvm awaitOutput(String text) {
        await("output \"" + text + "\"", () -> out.indexOf(text) >= 0);
        return this;
    }

    public ForkedJvm awaitError(String text) {
        await("error output \"" + text + "\"", () -> err.indexOf(text) >= 0);
        return this;
    }

    /** Writes a line to its standard input. */
    public void say(String line) {
        try {
            OutputStream in = process.getOutputStream();
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(describe("input"), e);
        }
    }

    /** Waits for the end and for all of the output; returns the exit code. */
    public int awaitExit() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(describe("its end"));
            }
            for (Thread reader : readers) {
                reader.join(PATIENCE.toMillis());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Loads the built agent while the program runs. */
    public void attachAgent(String options)
            throws IOException, AttachNotSupportedException, AgentLoadException, AgentInitializationException {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(pid()));
        machine.loadAgent(agentJar().toString(), options);
        machine.detach();
    }

    /** As {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Runs {@code jcmd PID ARGUMENTS...} of the same JDK to its end. */
    public ForkedJvm jcmd(Jdk jdk, String... arguments) {
        ForkedJvm jcmd = tool(jdk, "jcmd")
                .arguments(Long.toString(pid()))
                .arguments(arguments)
                .start();
        if (jcmd.awaitExit() != 0) {
            throw new AssertionError(jcmd.describe("exit code 0"));
        }
        return jcmd;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return String.join(" ", command) + "\n--- out\n" + out + "\n--- err\n" + err;
    }

    private void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        synchronized (changed) {
            while (!condition.getAsBoolean()) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                boolean over = !process.isAlive() && readers.stream().noneMatch(Thread::isAlive);
                if (left <= 0 || (over && !condition.getAsBoolean())) {
                    throw new AssertionError(describe(what));
                }
                waitForChange(Math.min(left, 200));
            }
        }
    }

    private void waitForChange(long millis) {
        try {
            changed.wait(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String describe(String what) {
        return "waited in vain for " + what + " of " + this;
    }

    private Thread read(InputStream stream, StringBuffer into) {
        Thread reader = new Thread(() -> {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    into.append(line).append('\n');
                    synchronized (changed) {
                        changed.notifyAll();
                    }
                }
            } catch (IOException e) {
                into.append("(").append(e).append(")");
            }
        });
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    /** How the process is to be started. */
    public static final class Builder {
        private final Path executable;
        private final List<String> jvmArguments = new ArrayList<>();
        private final List<String> classPath = new ArrayList<>();
        private final List<String> main = new ArrayList<>();
        private final List<String> arguments = new ArrayList<>();
        private final Map<String, String> environment = new LinkedHashMap<>();
        private File folder;

        private Builder(Jdk jdk, String tool) {
            this.executable = jdk.tool(tool);
        }

        public Builder jvm(String... options) {
            jvmArguments.addAll(List.of(options));
            return this;
        }

        /** Adds {@code -javaagent:} with the built jar; the options may be empty. */
        public Builder agent(String options) {
            return agent(agentJar(), options);
        }

        public Builder agent(Path jar, String options) {
            return jvm("-javaagent:" + jar + (options.isEmpty() ? "" : "=" + options));
        }

        public Builder classPath(Path... entries) {
            for (Path entry : entries) {
                classPath.add(entry.toString());
            }
            return this;
        }

        /** A class of the tests; the folder or jar it was loaded from goes on the class path. */
        public Builder main(Class<?> type) {
            try {
                classPath(Path.of(
                        type.getProtectionDomain().getCodeSource().getLocation().toURI()));
            } catch (java.net.URISyntaxException e) {
                throw new IllegalArgumentException(e);
            }
            main.add(type.getName());
            return this;
        }

        /** A class name, a single source file, or other arguments that say what is run. */
        public Builder main(String... arguments) {
            main.addAll(List.of(arguments));
            return this;
        }

        public Builder arguments(String... values) {
            arguments.addAll(List.of(values));
            return this;
        }

        public Builder environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        public Builder folder(Path path) {
            folder = path.toFile();
            return this;
        }

        public ForkedJvm start() {
            List<String> command = new ArrayList<>();
            command.add(executable.toString());
            command.addAll(jvmArguments);
            if (!classPath.isEmpty()) {
                command.add("-cp");
                command.add(String.join(File.pathSeparator, classPath));
            }
            command.addAll(main);
            command.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().keySet().removeIf(Builder::isOurs);
            builder.environment().putAll(environment);
            builder.directory(folder);
            try {
                return new ForkedJvm(command, builder.start());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static boolean isOurs(String variable) {
            return variable.startsWith("MANOMETER_")
                    || variable.equals("JAVA_TOOL_OPTIONS")
                    || variable.equals("JDK_JAVA_OPTIONS");
        }
    }
}
