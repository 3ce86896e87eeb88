package io.manometer.analyzer.gate;

/** What to change where nothing is known of the load: one sentence per rule and kind of buffer. */
final class Fixes {
    private Fixes() {}

    static String of(GateRule rule, String kind, String queueClass) {
        return switch (rule) {
            case UNBOUNDED_QUEUE -> bound(kind, queueClass);
            case EFFECTIVELY_UNBOUNDED_QUEUE -> "give it a limit of about one second of work";
            case UNBOUNDED_THREADS ->
                kind.equals("thread-per-task")
                        ? "take a Semaphore before each submit and release it when the task ends"
                        : "give the pool a maximum, and a queue with a limit or a policy for what it refuses";
            case UNREACHABLE_MAX_POOL ->
                "give its queue a limit so that the pool can grow, or make core and maximum the same";
            case SILENT_DROP ->
                "use what offer() returns, or a policy that tells (AbortPolicy), and count what is lost";
            case ABSORBS -> "give it a limit, and let producers wait or be refused";
            case ABSORBS_IGNORING -> "stop writing while the buffer says that it is not writable";
            case STALLED -> "find out why its consumers stopped, and catch what their loop may throw";
            case BROKEN_CHAIN -> "give this buffer a limit, so that what is before it is slowed";
            case EVENT_LOOP_BLOCKED ->
                "never wait or work on an event loop: refuse, and stop reading until there is room";
            case RETRY_STORM -> "wait before trying again, longer each time and with jitter";
            case LOST_DATA -> "record again, with more memory for the recorder or a shorter run";
        };
    }

    private static String bound(String kind, String queueClass) {
        return switch (kind) {
            case "executor" ->
                "build the pool with a limit: new ThreadPoolExecutor(n, n, 0, SECONDS, new ArrayBlockingQueue<>(limit),"
                        + " new ThreadPoolExecutor.CallerRunsPolicy())";
            case "scheduled-executor" -> "bound what is scheduled: the pool has no limit to set";
            case "forkjoin" -> "take a Semaphore before each submit: a ForkJoinPool has no limit to set";
            default -> plain(queueClass);
        };
    }

    private static String plain(String queueClass) {
        String simple = queueClass.substring(queueClass.lastIndexOf('.') + 1);
        return switch (simple) {
            case "LinkedBlockingQueue" -> "give it a limit, new LinkedBlockingQueue<>(limit), and put() to it";
            case "LinkedBlockingDeque" -> "give it a limit, new LinkedBlockingDeque<>(limit), and put() to it";
            case "PriorityBlockingQueue",
                    "DelayQueue",
                    "LinkedTransferQueue",
                    "ConcurrentLinkedQueue",
                    "ConcurrentLinkedDeque" ->
                "this class takes no limit: use an ArrayBlockingQueue, or a Semaphore that producers acquire before they add";
            default -> "give it a limit, and let producers wait or be refused";
        };
    }
}
