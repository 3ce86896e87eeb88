package io.manometer.agent.jetty;

import static io.manometer.agent.instrument.Patch.THIS;
import static io.manometer.agent.instrument.Patch.argument;
import static io.manometer.agent.instrument.Patch.field;

import io.manometer.agent.instrument.Patch;
import io.manometer.agent.instrument.Patch.Load;
import io.manometer.agent.instrument.Point;
import java.util.ArrayList;
import java.util.List;

/** The tables for Jetty's pool, and for its queue. Counts are hooked where the queue changes them, under its own locks. */
public final class JettyPatches {
    private static final String POOL = "org/eclipse/jetty/util/thread/QueuedThreadPool";
    private static final String QUEUE = "org/eclipse/jetty/util/BlockingArrayQueue";
    private static final String ALL = "10.0 to 12.1";
    private static final String AWAITING = "12.1.2 and later";
    private static final String GROWING = "10.0 to 12.1.1";
    private static final String ITEM = "(Ljava/lang/Object;)";
    private static final String TIMED = "(Ljava/lang/Object;JLjava/util/concurrent/TimeUnit;)";
    private static final String WAIT = "(Ljava/util/concurrent/locks/Condition;Ljava/lang/Object;)V";
    private static final String TIMED_WAIT = "(Ljava/util/concurrent/locks/Condition;JLjava/lang/Object;)J";
    private static final Load JOBS = field("_jobs", "Ljava/util/concurrent/BlockingQueue;");
    private static final Load COUNTS = field("_counts", "Lorg/eclipse/jetty/util/AtomicBiInteger;");
    private static final Load MIN = field("_minThreads", "I");
    private static final Load MAX = field("_maxThreads", "I");
    private static final Load SIZE = field("_size", "Ljava/util/concurrent/atomic/AtomicInteger;");
    private static final Load LIMIT = field("_maxCapacity", "I");

    private JettyPatches() {}

    /** Rows of the executor kind. */
    public static List<Patch> pools() {
        return List.of(
                in(POOL, ALL)
                        .method(
                                "<init>",
                                "(IIIILjava/util/concurrent/BlockingQueue;Ljava/lang/ThreadGroup;Ljava/util/concurrent/ThreadFactory;)")
                        .at(Point.RETURN)
                        .call("poolCreated", "OOIIO", THIS, JOBS, MIN, MAX, COUNTS),
                in(POOL, ALL).at(Point.FIELD_WRITE, "_minThreads").call("coreThreads", "OIO", JOBS),
                in(POOL, ALL).at(Point.FIELD_WRITE, "_maxThreads").call("maxThreads", "OIO", JOBS),
                in(POOL, ALL)
                        .method("startThread")
                        .at(Point.AFTER_CALL, "newThread")
                        .call("threadMade", "OO", JOBS),
                in(POOL, ALL).method("execute").at(Point.THROW).call("refused", "OO", JOBS, COUNTS),
                in(POOL, ALL).method("tryExecute").at(Point.RETURN).call("handedOver", "ZO", JOBS),
                in(POOL, ALL)
                        .method("runJob")
                        .whenAttached()
                        .at(Point.ENTER)
                        .call("workerSeen", "OOIIO", THIS, JOBS, MIN, MAX, COUNTS));
    }

    /** Rows of the queue kind. */
    public static List<Patch> queues() {
        List<Patch> table = new ArrayList<>();
        table.add(in(QUEUE, "")
                .hooksOf("Hooks")
                .method("<init>")
                .at(Point.RETURN)
                .call("created", "OII", THIS, LIMIT, new Load.Constant(0)));
        table.add(in(QUEUE, "")
                .method("offer", ITEM)
                .whenAttached()
                .at(Point.RETURN)
                .call("limited", "OI", THIS, LIMIT));
        table.add(in(QUEUE, "")
                .hooksOf("Hooks")
                .method("offer", ITEM)
                .at(Point.RETURN)
                .call("offered", "ZO", THIS));
        table.add(in(QUEUE, "")
                .hooksOf("Hooks")
                .method("add", ITEM)
                .at(Point.THROW)
                .call("addThrows", "O", THIS));
        table.add(in(QUEUE, "")
                .method("add", "(ILjava/lang/Object;)")
                .at(Point.AFTER_CALL, "incrementAndGet")
                .call("inserted", "IOO", THIS, argument(2)));
        table.add(in(QUEUE, "").method("clear").at(Point.AHEAD_OF_CALL, "set").call("cleared", "OO", THIS, SIZE));
        table.add(in(QUEUE, "")
                .method("drainTo", "(Ljava/util/Collection;I)")
                .at(Point.AHEAD_OF_CALL, "set")
                .call("drained", "OO", THIS, SIZE));
        table.add(in(QUEUE, "")
                .hooksOf("Hooks")
                .method("drainTo", "(Ljava/util/Collection;I)")
                .at(Point.BEFORE_CALL, "addAndGet")
                .call("linkedDrained", "IO", THIS));
        awaiting(table);
        growing(table);
        return table;
    }

    /** Its ends wait for each other: a producer for room, a consumer for work, on locks of Jetty's own. */
    private static void awaiting(List<Patch> table) {
        table.add(in(QUEUE, AWAITING).method("lockedAddToTail").call("put", "OOO", THIS, SIZE, argument(1)));
        table.add(in(QUEUE, AWAITING)
                .method("lockedDecrementSize")
                .at(Point.AFTER_CALL, "getAndDecrement")
                .call("takenFrom", "IO", THIS));
        table.add(in(QUEUE, AWAITING)
                .hooksOf("Hooks")
                .method("remove", "(I)")
                .at(Point.AFTER_CALL, "getAndDecrement")
                .call("linkedRemoved", "IO", THIS));
        table.add(in(QUEUE, AWAITING)
                .hooksOf("Hooks")
                .method("offer", TIMED)
                .at(Point.RETURN)
                .call("offeredInTime", "ZO", THIS));
        for (String[] method : new String[][] {{"take", "(", "await"}, {"poll", "(J", "awaitNanos"}}) {
            table.add(wait(method).at(Point.AHEAD_OF_CALL, method[2]).call("workAwaited", "O", THIS));
            table.add(wait(method).at(Point.AFTER_CALL, method[2]).call("workCame", "O", THIS));
            // Where the queue passes on the signal of a thread that was interrupted.
            table.add(wait(method)
                    .at(Point.AHEAD_OF_CALL, "AutoLock$WithCondition.signal")
                    .call("workCame", "O", THIS));
        }
        for (String[] method : new String[][] {{"put", ITEM, "await"}, {"offer", TIMED, "awaitNanos"}}) {
            table.add(wait(method).at(Point.AHEAD_OF_CALL, method[2]).call("roomAwaited", "O", THIS));
            table.add(wait(method).at(Point.AFTER_CALL, method[2]).call("roomCame", "O", THIS));
            table.add(wait(method)
                    .at(Point.THROW)
                    .call("roomNotCome", "(Ljava/lang/Throwable;Ljava/lang/Object;)V", THIS));
        }
    }

    private static Patch.Builder wait(String[] method) {
        return in(QUEUE, AWAITING).method(method[0], method[1]);
    }

    /** Only consumers wait; a producer of a full one is refused. */
    private static void growing(List<Patch> table) {
        table.add(in(QUEUE, GROWING)
                .method("offer", ITEM)
                .at(Point.AFTER_CALL, "getAndIncrement")
                .call("put", "IOO", THIS, argument(1)));
        for (String method : new String[] {"take", "poll"}) {
            table.add(in(QUEUE, GROWING)
                    .method(method)
                    .at(Point.AFTER_CALL, "decrementAndGet")
                    .call("taken", "IO", THIS));
        }
        table.add(in(QUEUE, GROWING)
                .method("remove", "(I)")
                .at(Point.AFTER_CALL, "decrementAndGet")
                .call("removed", "IO", THIS));
        table.add(in(QUEUE, GROWING)
                .hooksOf("Hooks")
                .method("take")
                .at(Point.INSTEAD_OF_CALL, "await")
                .call("awaitWork", WAIT, THIS));
        table.add(in(QUEUE, GROWING)
                .hooksOf("Hooks")
                .method("poll")
                .at(Point.INSTEAD_OF_CALL, "awaitNanos")
                .call("awaitWork", TIMED_WAIT, THIS));
    }

    private static Patch.Builder in(String type, String versions) {
        return Patch.in(type).hooksOf("ServerHooks").variant(versions);
    }
}
