package io.manometer.agent.executor;

import static io.manometer.agent.instrument.Patch.THIS;
import static io.manometer.agent.instrument.Patch.argument;
import static io.manometer.agent.instrument.Patch.field;
import static io.manometer.agent.instrument.Patch.in;

import io.manometer.agent.instrument.Patch;
import io.manometer.agent.instrument.Patch.Load.FieldOfArgument;
import io.manometer.agent.instrument.Point;
import java.util.List;

/**
 * The table for the executors of {@code java.util.concurrent}, read in the sources of JDK 17 and 25. No row is on the path of a task:
 * what a pool accepts and hands out is counted by its queue, and a ForkJoinPool by the sampler.
 */
public final class ExecutorPatches {
    private static final String J = "java/util/concurrent/";
    private static final String POOL = J + "ThreadPoolExecutor";
    private static final String FORK_JOIN = J + "ForkJoinPool";
    private static final String THREAD_PER_TASK = J + "ThreadPerTaskExecutor";
    private static final String QUEUE_TYPE = "Ljava/util/concurrent/BlockingQueue;";
    private static final String HANDLER_TYPE = "Ljava/util/concurrent/RejectedExecutionHandler;";

    private ExecutorPatches() {}

    public static List<Patch> table() {
        return List.of(
                in(POOL).method(
                                "<init>",
                                "(IIJLjava/util/concurrent/TimeUnit;" + QUEUE_TYPE
                                        + "Ljava/util/concurrent/ThreadFactory;" + HANDLER_TYPE + ")")
                        .at(Point.RETURN)
                        .call("poolCreated", "OOIIO", THIS, argument(5), argument(1), argument(2), argument(7)),
                in(POOL).method("reject")
                        .at(Point.INSTEAD_OF_CALL, "rejectedExecution")
                        .call("rejected", "(" + HANDLER_TYPE + "Ljava/lang/Runnable;L" + POOL + ";)V"),
                in(POOL).method("runWorker")
                        .at(Point.ENTER)
                        .call(
                                "workerStarted",
                                "OOO",
                                THIS,
                                field("workQueue", QUEUE_TYPE),
                                new FieldOfArgument(1, POOL + "$Worker", "firstTask", "Ljava/lang/Runnable;")),
                in(POOL).method("getTask")
                        .whenAttached()
                        .at(Point.ENTER)
                        .call("workerLooks", "OO", THIS, field("workQueue", QUEUE_TYPE)),
                in(FORK_JOIN)
                        .method(
                                "<init>",
                                "(ILjava/util/concurrent/ForkJoinPool$ForkJoinWorkerThreadFactory;"
                                        + "Ljava/lang/Thread$UncaughtExceptionHandler;ZIIILjava/util/function/Predicate;J")
                        .at(Point.RETURN)
                        .call("forkJoinCreated", "O", THIS),
                in(FORK_JOIN).method("<init>", "(B)").at(Point.RETURN).call("commonPoolCreated", "O", THIS),
                in(THREAD_PER_TASK).method("<init>").since(21).at(Point.RETURN).call("threadPerTaskCreated", "O", THIS),
                in(THREAD_PER_TASK)
                        .method("start", "(Ljava/lang/Thread;)")
                        .since(21)
                        .at(Point.ENTER)
                        .call("taskStarting", "(Ljava/lang/Object;Ljava/lang/Thread;)V", THIS, argument(1)),
                in(THREAD_PER_TASK)
                        .method("start", "(Ljava/lang/Thread;)")
                        .since(21)
                        .at(Point.AHEAD_OF_CALL, "taskComplete")
                        .call("taskNotStarted", "O", THIS),
                in(THREAD_PER_TASK)
                        .method("taskComplete")
                        .since(21)
                        .at(Point.ENTER)
                        .call("taskComplete", "O", THIS));
    }
}
