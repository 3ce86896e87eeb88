package io.manometer.analyzer.gate;

import io.manometer.analyzer.gate.Violation.Source;
import io.manometer.analyzer.model.Confidence;
import java.util.List;
import java.util.Set;

/** Violations by buffers of which nothing but the creation is known. */
public final class Created {
    private static final Set<String> GROWS_IN_THREADS =
            Set.of("java.util.concurrent.ThreadPerTaskExecutor", "java.util.concurrent.SynchronousQueue");

    private Created() {}

    /**
     * The rule that such a buffer breaks.
     *
     * @param kind as in {@link io.manometer.analyzer.model.Hop#kind}; what is known as a queue can turn out to be a pool's
     * @param type class of the buffer; of an executor, that of its work queue
     * @param capacity -1 when there is none
     */
    public static Violation violation(String kind, String type, long capacity, Site site, List<String> evidence) {
        boolean threads = GROWS_IN_THREADS.contains(type);
        GateRule rule = threads
                ? GateRule.UNBOUNDED_THREADS
                : capacity < 0 ? GateRule.UNBOUNDED_QUEUE : GateRule.EFFECTIVELY_UNBOUNDED_QUEUE;
        String whose = kind.equals("queue") ? kind(type) : kind;
        String limit = capacity < 0 ? "no limit" : "a limit of " + capacity + ", which is never reached";
        String simple = type.substring(type.lastIndexOf('.') + 1);
        return new Violation(
                rule,
                rule.severity(),
                Confidence.HIGH,
                Source.RECORDING,
                "",
                whose,
                type,
                type,
                "",
                site,
                threads ? "the pool starts a thread for each task without a limit" : simple + " has " + limit,
                Fixes.of(rule, whose, type),
                evidence,
                List.of(),
                1,
                1);
    }

    /** By the class alone. */
    private static String kind(String type) {
        return switch (type) {
            case "java.util.concurrent.ThreadPerTaskExecutor" -> "thread-per-task";
            case "java.util.concurrent.SynchronousQueue" -> "executor";
            case "java.util.concurrent.ForkJoinPool" -> "forkjoin";
            case "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue" -> "scheduled-executor";
            default -> "queue";
        };
    }
}
