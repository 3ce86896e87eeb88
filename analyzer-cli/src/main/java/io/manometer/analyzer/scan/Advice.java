package io.manometer.analyzer.scan;

import io.manometer.analyzer.gate.GateRule;

/** What to change, one sentence per kind of buffer. */
final class Advice {
    private static final String NO_LIMIT_TO_SET =
            "it takes no limit: use an ArrayBlockingQueue, or a Semaphore that producers acquire before they add";

    private Advice() {}

    static String of(GateRule rule, String kind, String buffer, String call) {
        return switch (rule) {
            case UNREACHABLE_MAX_POOL ->
                "give its queue a limit so that the pool can grow, or make core and maximum the same";
            case UNBOUNDED_THREADS -> threads(kind, call);
            case EFFECTIVELY_UNBOUNDED_QUEUE -> "give it a limit of about one second of work";
            default -> queue(kind, buffer, call);
        };
    }

    private static String threads(String kind, String call) {
        if (call.contains("SimpleAsyncTaskExecutor")) {
            return "call setConcurrencyLimit, which makes whoever submits wait";
        }
        return kind.equals("thread-per-task")
                ? "take a Semaphore before each submit and release it when the task ends"
                : "give the pool a maximum, and a policy for what it refuses";
    }

    private static String queue(String kind, String buffer, String call) {
        return switch (kind) {
            case "executor" -> pool(call);
            case "scheduled-executor" -> "bound what is scheduled: the pool has no limit to set";
            case "forkjoin" -> "take a Semaphore before each submit: a ForkJoinPool has no limit to set";
            case "operator" -> operator(call);
            default -> plain(buffer.substring(buffer.lastIndexOf('.') + 1));
        };
    }

    private static String pool(String call) {
        if (call.contains("TaskExecutor") || call.contains("FactoryBean")) {
            return "call setQueueCapacity with about one second of work, and choose a RejectedExecutionHandler";
        }
        if (call.contains("BoundedElastic")) {
            return "give it a limit of about one second of work";
        }
        return "build the pool with a limit: new ThreadPoolExecutor(n, n, 0, SECONDS, new ArrayBlockingQueue<>(limit),"
                + " new ThreadPoolExecutor.CallerRunsPolicy())";
    }

    private static String operator(String call) {
        if (call.endsWith(".create") || call.endsWith(".push")) {
            return call.startsWith("Flux") || call.startsWith("Flowable")
                    ? "choose another overflow strategy, or ask for work as it is requested (onRequest)"
                    : "use a kind that takes a limit";
        }
        if (call.endsWith("toFlowable")) {
            return "choose another BackpressureStrategy, or a limit with onBackpressureBuffer(limit)";
        }
        return call.contains("Sinks")
                ? "give it a limit, as in unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(limit)) or"
                        + " replay().limit(n)"
                : "give it a limit and a strategy, onBackpressureBuffer(limit, ...)";
    }

    private static String plain(String simple) {
        return switch (simple) {
            case "LinkedBlockingQueue", "LinkedBlockingDeque" ->
                "give it a limit, new " + simple + "<>(limit), and put() to it";
            case "PriorityBlockingQueue",
                    "DelayQueue",
                    "LinkedTransferQueue",
                    "ConcurrentLinkedQueue",
                    "ConcurrentLinkedDeque" -> NO_LIMIT_TO_SET;
            default -> "give it a limit, and let producers wait or be refused";
        };
    }
}
