package io.manometer.junit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
 * <p>Configuration parameters:
 *
 * <ul>
 *   <li>{@value #ALLOW}: patterns of creating classes and methods that are fine, {@code *} for any text, separated by commas
 *   <li>{@value #WITHOUT_AGENT}: {@code fail} (the default), {@code warn} once, or {@code ignore} when the agent isn't there
 * </ul>
 *
 * <p>A buffer belongs to the class that was on the stack when it was created. One that a thread of its own created belongs to
 * each test class that was running at that moment.
 */
public final class NoUnboundedBuffers implements BeforeAllCallback, AfterAllCallback {
    static final String ALLOW = "manometer.junit.allow";
    static final String WITHOUT_AGENT = "manometer.junit.without-agent";

    private static final @Nullable Watch WATCH = Agent.get().map(Watch::new).orElse(null);
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
        WATCH.begin(nameOf(context));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (WATCH == null) {
            return;
        }
        Allowed allowed = Allowed.with(context.getConfigurationParameter(ALLOW).orElse(""));
        List<Creation> found = WATCH.end(nameOf(context)).stream()
                .filter(creation -> !allowed.covers(creation))
                .toList();
        if (!found.isEmpty()) {
            throw new AssertionError(message(nameOf(context), found));
        }
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
    private static String message(String testClass, List<Creation> found) {
        Map<String, Long> sites =
                found.stream().collect(Collectors.groupingBy(Creation::describe, TreeMap::new, Collectors.counting()));
        StringBuilder text = new StringBuilder("The tests of " + testClass + " created "
                + (found.size() == 1 ? "a buffer" : found.size() + " buffers") + " without a limit:\n");
        sites.forEach((site, count) -> text.append("  ")
                .append(site)
                .append(count > 1 ? " (" + count + " of them)" : "")
                .append('\n'));
        return text.append("Give it a limit, or allow the site with ")
                .append(ALLOW)
                .append("=pkg.Class.method in junit-platform.properties")
                .toString();
    }
}
