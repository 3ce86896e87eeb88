package io.manometer.agent.tomcat;

import static io.manometer.agent.instrument.Patch.THIS;
import static io.manometer.agent.instrument.Patch.field;

import io.manometer.agent.instrument.Patch;
import io.manometer.agent.instrument.Patch.Load;
import io.manometer.agent.instrument.Patch.Load.FieldOfArgument;
import io.manometer.agent.instrument.Point;
import java.util.List;

/** The table for Tomcat's pool. No row is on the path of a task: what the pool accepts and hands out is counted by its queue. */
public final class TomcatPatches {
    private static final String POOL = "org/apache/tomcat/util/threads/ThreadPoolExecutor";
    private static final String COPY = "9.0.52 and later, 10.1, 11.0";
    private static final String SUBCLASS = "9.0 up to 9.0.50";
    private static final Load QUEUE = field("workQueue", "Ljava/util/concurrent/BlockingQueue;");
    private static final Load CONTROL = field("ctl", "Ljava/util/concurrent/atomic/AtomicInteger;");
    private static final Load HANDLER = field("handler", "L" + POOL + "$RejectedExecutionHandler;");
    private static final Load CORE = field("corePoolSize", "I");
    private static final Load MAX = field("maximumPoolSize", "I");

    private TomcatPatches() {}

    public static List<Patch> table() {
        return List.of(
                // Before the constructor starts its first threads, so that the first one names the pool.
                in(COPY).method("<init>")
                        .at(Point.AHEAD_OF_CALL, "prestartAllCoreThreads")
                        .call("poolCreated", "OOIIOO", THIS, QUEUE, CORE, MAX, CONTROL, HANDLER),
                in(COPY).method("setCorePoolSize")
                        .at(Point.FIELD_WRITE, "corePoolSize")
                        .call("coreThreads", "OIO", QUEUE),
                in(COPY).method("setMaximumPoolSize")
                        .at(Point.FIELD_WRITE, "maximumPoolSize")
                        .call("maxThreads", "OIO", QUEUE),
                in(COPY).hooksOf("Hooks")
                        .method("runWorker")
                        .at(Point.ENTER)
                        .call(
                                "workerStarted",
                                "OOO",
                                THIS,
                                QUEUE,
                                new FieldOfArgument(1, POOL + "$Worker", "firstTask", "Ljava/lang/Runnable;")),
                in(COPY).method("getTask")
                        .whenAttached()
                        .at(Point.ENTER)
                        .call("workerSeen", "OOIIOO", THIS, QUEUE, CORE, MAX, CONTROL, HANDLER),
                in(COPY).method("reject").at(Point.ENTER).call("handlerCalled", "OOO", HANDLER, QUEUE, CONTROL),
                in(COPY).method("execute").at(Point.THROW).call("refused", "OO", QUEUE, CONTROL),
                // The JDK's rows see the subclass; they can't know that a rejected task was forced into the queue.
                in(SUBCLASS)
                        .method("execute", "(Ljava/lang/Runnable;J")
                        .at(Point.AFTER_CALL, "force")
                        .call("forced", "ZO", THIS));
    }

    private static Patch.Builder in(String versions) {
        return Patch.in(POOL).hooksOf("ServerHooks").variant(versions);
    }
}
