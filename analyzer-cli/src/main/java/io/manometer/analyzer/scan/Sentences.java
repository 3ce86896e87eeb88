package io.manometer.analyzer.scan;

import io.manometer.analyzer.gate.GateRule;

/** What is said of each kind of finding. */
final class Sentences {
    private Sentences() {}

    static GateRule rule(GateRule rule, Limit limit) {
        return rule == GateRule.UNBOUNDED_QUEUE && limit instanceof Limit.Huge
                ? GateRule.EFFECTIVELY_UNBOUNDED_QUEUE
                : rule;
    }

    static String number(Limit limit) {
        if (limit instanceof Limit.Huge huge) {
            return Words.number(huge.number());
        }
        return limit instanceof Limit.None none && none.number() >= 0 ? Words.number(none.number()) : "no limit";
    }

    /** "has no limit", "has a limit of 1 000 000 000, which is none". */
    static String hasNone(Limit limit) {
        if (limit instanceof Limit.Huge huge) {
            return "has a limit of " + Words.number(huge.number()) + ", which memory or patience won't see";
        }
        return limit instanceof Limit.None none && none.number() >= 0
                ? "has a limit of " + Words.number(none.number()) + ", which is none"
                : "has no limit";
    }

    static String reference(Row row, String reference) {
        return switch (row.kind()) {
            case "operator" -> reference + " buffers without a limit";
            case "queue" -> reference + " makes a " + row.made() + " that has no limit";
            default ->
                reference + " makes a pool whose "
                        + (row.rule() == GateRule.UNBOUNDED_THREADS ? "threads have" : "queue has") + " no limit";
        };
    }

    static String made(Row row, Limit limit) {
        String subject = row.constructor() ? row.call() : row.call() + "()";
        return switch (row.kind()) {
            case "thread-per-task" -> subject + " starts a thread for each task, without a limit";
            case "scheduled-executor" -> subject + " keeps all work that waits for its time, without a limit";
            case "forkjoin" -> subject + " has queues that grow without a limit";
            case "operator" ->
                limit instanceof Limit.None none && none.number() < 0
                        ? subject + " buffers without a limit"
                        : subject + " buffers up to " + number(limit) + ", which is no limit";
            case "executor" ->
                row.rule() == GateRule.UNBOUNDED_THREADS
                        ? subject + " starts a thread for each task that finds none idle, without a limit"
                        : subject + " has a queue that " + hasNone(limit);
            default -> {
                if (!row.constructor()) {
                    yield subject + " makes a " + row.made() + " that " + hasNone(limit);
                }
                yield row.call().equals("new " + row.made())
                        ? subject + ' ' + hasNone(limit)
                        : subject + " makes a " + row.made() + " that " + hasNone(limit);
            }
        };
    }
}
