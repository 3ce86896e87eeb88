package io.manometer.junit;

import io.manometer.analyzer.gate.Remedies;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class when its tests created a queue without a limit, or a pool with one. Needs Manometer's agent in the test
 * JVM.
 *
 * <p>For one class: {@code @ExtendWith(NoUnboundedBuffers.class)}. For all: the configuration parameter
 * {@code junit.jupiter.extensions.autodetection.enabled=true}.
 *
 * <p>What {@code manometer.toml}, a baseline or {@code @BoundedElsewhere} allow in a build is allowed here. Further configuration
 * parameters:
 *
 * <ul>
 *   <li>{@value #CONFIG}: the {@code manometer.toml}, if it is not the nearest one, from the folder that the tests run in up
 *   <li>{@value #ALLOW}: patterns of creating classes and methods that are fine, {@code *} for any text, separated by commas
 *   <li>{@value #WITHOUT_AGENT}: {@code fail} (the default), {@code warn} once, or {@code ignore} when the agent isn't there
 * </ul>
 *
 * <p>A buffer belongs to the class that was on the stack when it was created. One that a thread of its own created belongs to
 * each test class that was running at that moment.
 */
public final class NoUnboundedBuffers implements BeforeAllCallback, AfterAllCallback {
    static final String ALLOW = "manometer.junit.allow";
    static final String CONFIG = "manometer.junit.config";
    static final String WITHOUT_AGENT = "manometer.junit.without-agent";

    private static final @Nullable Watch WATCH = Agent.get().map(Watch::new).orElse(null);
    private static final Map<List<String>, Rules> RULES = new ConcurrentHashMap<>();
    /** So many entries are shown as an example. */
    private static final int EXAMPLES = 3;

    private static final AtomicBoolean WARNED = new AtomicBoolean();
    private static final String NO_AGENT =
            "Manometer's agent is not in this JVM, so unbounded buffers can't be seen: add"
                    + " -javaagent:manometer-agent.jar to the JVM arguments of the tests, or set " + WITHOUT_AGENT
                    + " to warn or ignore";

    /** For JUnit. */
    public NoUnboundedBuffers() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        if (WATCH == null) {
            missing(context.getConfigurationParameter(WITHOUT_AGENT));
            return;
        }
        rules(context); // what is wrong with manometer.toml is said before any test runs
        WATCH.begin(nameOf(context));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (WATCH == null) {
            return;
        }
        Rules rules = rules(context);
        ClassLoader classes = context.getRequiredTestClass().getClassLoader();
        List<Creation> found = WATCH.end(nameOf(context)).stream()
                .filter(creation -> rules.fails(creation, classes))
                .toList();
        if (!found.isEmpty()) {
            throw new AssertionError(message(nameOf(context), found, rules.file()));
        }
    }

    private static Rules rules(ExtensionContext context) {
        String allow = context.getConfigurationParameter(ALLOW).orElse("");
        String config = context.getConfigurationParameter(CONFIG).orElse("").strip();
        return RULES.computeIfAbsent(
                List.of(allow, config),
                any -> Rules.of(
                        allow,
                        config.isEmpty() ? null : Path.of(config),
                        Path.of("").toAbsolutePath()));
    }

    private static String nameOf(ExtensionContext context) {
        return context.getRequiredTestClass().getName();
    }

    private static void missing(Optional<String> configured) {
        switch (configured.orElse("fail").strip().toLowerCase(Locale.ROOT)) {
            case "ignore" -> {}
            case "warn" -> {
                if (WARNED.compareAndSet(false, true)) {
                    System.err.println("manometer: " + NO_AGENT);
                }
            }
            case "fail" -> throw new IllegalStateException(NO_AGENT);
            default ->
                throw new IllegalArgumentException(
                        WITHOUT_AGENT + "=" + configured.orElse("") + " is not known; use fail, warn or ignore");
        }
    }

    /** Each site once, with the number of its buffers. */
    private static String message(String testClass, List<Creation> found, Path config) {
        Map<String, Long> sites =
                found.stream().collect(Collectors.groupingBy(Creation::describe, TreeMap::new, Collectors.counting()));
        StringBuilder text = new StringBuilder("The tests of " + testClass + " created "
                + (found.size() == 1 ? "a buffer" : found.size() + " buffers") + " without a limit:\n");
        sites.forEach((site, count) -> text.append("  ")
                .append(site)
                .append(count > 1 ? " (" + count + " of them)" : "")
                .append('\n'));
        text.append("Give it a limit; or, if something else bounds it, say so with @BoundedElsewhere or in ")
                .append(config)
                .append(':');
        found.stream()
                .map(Rules::violation)
                .map(Remedies::allow)
                .distinct()
                .limit(EXAMPLES)
                .forEach(entry -> text.append("\n\n  ").append(String.join("\n  ", entry)));
        return text.toString();
    }
}
