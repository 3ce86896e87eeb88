package io.manometer.agent.queue;

import static io.manometer.agent.instrument.Patch.THIS;
import static io.manometer.agent.instrument.Patch.argument;
import static io.manometer.agent.instrument.Patch.field;
import static io.manometer.agent.instrument.Patch.in;

import io.manometer.agent.instrument.Patch;
import io.manometer.agent.instrument.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * The table for the queues of {@code java.util.concurrent}, read in the sources of JDK 17 and 25. Every change of a count is hooked
 * where it is written, under the queue's own lock, so counts are exact and no operation is counted twice however methods delegate.
 */
public final class QueuePatches {
    private static final String J = "java/util/concurrent/";
    private static final String LINKED = J + "LinkedBlockingQueue";
    private static final String LINKED_DEQUE = J + "LinkedBlockingDeque";
    private static final String ARRAY = J + "ArrayBlockingQueue";
    private static final String PRIORITY = J + "PriorityBlockingQueue";
    private static final String DELAY = J + "DelayQueue";
    private static final String DELAYED_WORK = J + "ScheduledThreadPoolExecutor$DelayedWorkQueue";
    private static final String TRANSFER = J + "LinkedTransferQueue";
    private static final String SYNCHRONOUS = J + "SynchronousQueue";
    private static final String LOCK_FREE = J + "ConcurrentLinkedQueue";
    private static final String LOCK_FREE_DEQUE = J + "ConcurrentLinkedDeque";
    private static final String ITEM = "(Ljava/lang/Object;)";
    private static final String TIMED = "(Ljava/lang/Object;JLjava/util/concurrent/TimeUnit;)";
    private static final String WAIT = "(Ljava/util/concurrent/locks/Condition;Ljava/lang/Object;)V";
    private static final String TIMED_WAIT = "(Ljava/util/concurrent/locks/Condition;JLjava/lang/Object;)J";

    private static final String LOCK_TYPE = "java/util/concurrent/locks/ReentrantLock";
    private static final String LOCK_DESCRIPTOR = "L" + LOCK_TYPE + ";";
    private static final String METERED_LOCK = "io/manometer/boot/MeteredLock";
    private static final Patch.Load LOCK = field("lock", LOCK_DESCRIPTOR);
    private static final Patch.Load PUT_LOCK = field("putLock", LOCK_DESCRIPTOR);
    private static final Patch.Load TAKE_LOCK = field("takeLock", LOCK_DESCRIPTOR);

    private QueuePatches() {}

    public static List<Patch> table() {
        List<Patch> table = new ArrayList<>();
        linkedBlockingQueue(table);
        linkedBlockingDeque(table);
        arrayBlockingQueue(table);
        priorityBlockingQueue(table);
        delays(table, DELAY, "poll");
        delays(table, DELAYED_WORK, "finishPoll");
        linkedTransferQueue(table);
        synchronousQueue(table);
        concurrentLinkedQueue(table);
        concurrentLinkedDeque(table);
        table.add(in("java/util/AbstractQueue")
                .method("add", ITEM)
                .at(Point.THROW)
                .call("addThrows", "O", THIS));
        return table;
    }

    private static void linkedBlockingQueue(List<Patch> table) {
        carrier(table, LINKED, "(I)");
        table.add(in(LINKED)
                .method("<init>", "(I)")
                .at(Point.RETURN)
                .call("created", "OIIOO", THIS, argument(1), new Patch.Load.Constant(0), PUT_LOCK, TAKE_LOCK));
        table.add(in(LINKED)
                .method("<init>", "(Ljava/util/Collection;)")
                .at(Point.BEFORE_CALL, "set")
                .call("filled", "IO", THIS));
        table.add(in(LINKED)
                .method("put")
                .at(Point.AFTER_CALL, "getAndIncrement")
                .call("linkedPut", "IOO", THIS, PUT_LOCK));
        table.add(in(LINKED)
                .method("offer")
                .at(Point.AFTER_CALL, "getAndIncrement")
                .call("linkedPut", "IOO", THIS, PUT_LOCK));
        table.add(in(LINKED)
                .method("take")
                .at(Point.AFTER_CALL, "getAndDecrement")
                .call("linkedTaken", "IOO", THIS, TAKE_LOCK));
        table.add(in(LINKED)
                .method("poll")
                .at(Point.AFTER_CALL, "getAndDecrement")
                .call("linkedTaken", "IOO", THIS, TAKE_LOCK));
        table.add(in(LINKED)
                .method("drainTo", "(Ljava/util/Collection;I)")
                .at(Point.BEFORE_CALL, "getAndAdd")
                .call("linkedDrained", "IO", THIS));
        table.add(in(LINKED)
                .method("unlink")
                .at(Point.AFTER_CALL, "getAndDecrement")
                .call("linkedRemoved", "IO", THIS));
        table.add(in(LINKED).method("clear").at(Point.AFTER_CALL, "getAndSet").call("linkedCleared", "IO", THIS));
        room(table, LINKED, "put", "offer");
        work(table, LINKED, "take", "poll");
        refusals(table, LINKED, "offer", "offer");
    }

    private static void linkedBlockingDeque(List<Patch> table) {
        carrier(table, LINKED_DEQUE, "(I)");
        table.add(in(LINKED_DEQUE)
                .method("<init>", "(I)")
                .at(Point.RETURN)
                .call("created", "OIIOO", THIS, argument(1), new Patch.Load.Constant(0), LOCK, LOCK));
        table.add(in(LINKED_DEQUE)
                .method("<init>", "(Ljava/util/Collection;)")
                .at(Point.RETURN)
                .call("filled", "OI", THIS, field("count", "I")));
        table.add(in(LINKED_DEQUE)
                .method("linkLast")
                .at(Point.FIELD_WRITE, "count")
                .call("arrivedTo", "OIO", LOCK));
        table.add(in(LINKED_DEQUE)
                .method("linkFirst")
                .at(Point.FIELD_WRITE, "count")
                .call("arrivedAtHead", "OIO", LOCK));
        table.add(in(LINKED_DEQUE)
                .method("unlinkFirst")
                .at(Point.FIELD_WRITE, "count")
                .call("departedTo", "OIO", LOCK));
        table.add(in(LINKED_DEQUE)
                .method("unlinkLast")
                .at(Point.FIELD_WRITE, "count")
                .call("departedFromTail", "OIO", LOCK));
        change(table, LINKED_DEQUE, "count", "clear", "cleared");
        change(table, LINKED_DEQUE, "count", "unlink", "removedFrom");
        change(table, LINKED_DEQUE, "count", "addAll", "addedTo");
        for (String method : new String[] {"putFirst", "putLast"}) {
            table.add(in(LINKED_DEQUE)
                    .method(method)
                    .at(Point.INSTEAD_OF_CALL, "await")
                    .call("awaitRoom", WAIT, THIS));
        }
        for (String method : new String[] {"offerFirst", "offerLast"}) {
            table.add(in(LINKED_DEQUE)
                    .method(method, TIMED)
                    .at(Point.INSTEAD_OF_CALL, "awaitNanos")
                    .call("awaitRoom", TIMED_WAIT, THIS));
            table.add(in(LINKED_DEQUE).method(method, ITEM).at(Point.RETURN).call("offered", "ZO", THIS));
            table.add(in(LINKED_DEQUE).method(method, TIMED).at(Point.RETURN).call("offeredInTime", "ZO", THIS));
        }
        for (String method : new String[] {"addFirst", "addLast"}) {
            table.add(in(LINKED_DEQUE).method(method).at(Point.THROW).call("addThrows", "O", THIS));
        }
        drains(table, LINKED_DEQUE);
        work(table, LINKED_DEQUE, "takeFirst", "pollFirst");
        work(table, LINKED_DEQUE, "takeLast", "pollLast");
    }

    private static void arrayBlockingQueue(List<Patch> table) {
        carrier(table, ARRAY, "(IZ)");
        table.add(in(ARRAY)
                .method("<init>", "(IZ)")
                .at(Point.RETURN)
                .call("created", "OIIOO", THIS, argument(1), new Patch.Load.Constant(0), LOCK, LOCK));
        table.add(in(ARRAY)
                .method("<init>", "(IZLjava/util/Collection;)")
                .at(Point.FIELD_WRITE, "count")
                .call("filled", "OI"));
        table.add(in(ARRAY).method("enqueue").at(Point.FIELD_WRITE, "count").call("arrivedTo", "OIO", LOCK));
        table.add(in(ARRAY).method("dequeue").at(Point.FIELD_WRITE, "count").call("departedTo", "OIO", LOCK));
        change(table, ARRAY, "count", "drainTo", "drainedTo");
        change(table, ARRAY, "count", "clear", "cleared");
        change(table, ARRAY, "count", "removeAt", "removedFrom");
        change(table, ARRAY, "count", "bulkRemoveModified", "removedFrom");
        room(table, ARRAY, "put", "offer");
        work(table, ARRAY, "take", "poll");
        refusals(table, ARRAY, "offer", "offer");
    }

    private static void priorityBlockingQueue(List<Patch> table) {
        carrier(table, PRIORITY, "(ILjava/util/Comparator;)");
        carrier(table, PRIORITY, "(Ljava/util/Collection;)");
        table.add(in(PRIORITY)
                .method("<init>", "(ILjava/util/Comparator;)")
                .at(Point.RETURN)
                .call("createdUnordered", "OIO", THIS, field("size", "I"), LOCK));
        table.add(in(PRIORITY)
                .method("<init>", "(Ljava/util/Collection;)")
                .at(Point.RETURN)
                .call("createdUnordered", "OIO", THIS, field("size", "I"), LOCK));
        table.add(
                in(PRIORITY).method("offer", ITEM).at(Point.FIELD_WRITE, "size").call("arrivedTo", "OIO", LOCK));
        table.add(in(PRIORITY).method("dequeue").at(Point.FIELD_WRITE, "size").call("departedTo", "OIO", LOCK));
        change(table, PRIORITY, "size", "clear", "cleared");
        change(table, PRIORITY, "size", "removeAt", "removedFrom");
        change(table, PRIORITY, "size", "bulkRemove", "removedFrom");
        drains(table, PRIORITY);
        work(table, PRIORITY, "take", "poll");
    }

    /** Queues whose items become due: only what is due is work, and how late it is when taken is its wait. */
    private static void delays(List<Patch> table, String type, String taking) {
        table.add(in(type).method("<init>")
                .at(Point.RETURN)
                .call("createdUnordered", "OI", THIS, new Patch.Load.Constant(0)));
        for (String method : new String[] {"take", "poll", "drainTo"}) {
            table.add(in(type).method(method).at(Point.AFTER_CALL, "getDelay").call("headDelay", "JO", THIS));
            table.add(in(type).method(method).at(Point.AFTER_CALL, taking).call("dueTaken", "OO", THIS));
        }
        drains(table, type);
        work(table, type, "take", "poll");
    }

    private static void linkedTransferQueue(List<Patch> table) {
        table.add(in(TRANSFER).method("<init>").at(Point.RETURN).call("createdLockFree", "O", THIS));
        table.add(in(TRANSFER)
                .method("xfer")
                .until(20)
                .at(Point.RETURN)
                .call("transferred", "OOOZI", THIS, argument(1), argument(2), argument(3)));
        table.add(in(TRANSFER)
                .method("xfer")
                .since(21)
                .at(Point.RETURN)
                .call("transferred", "OOOJ", THIS, argument(1), argument(2)));
        for (String method : new String[] {"remove", "bulkRemove"}) {
            removals(table, TRANSFER, method, THIS);
        }
        removals(table, TRANSFER + "$Itr", "remove", field("this$0", "L" + TRANSFER + ";"));
        refusals(table, TRANSFER, "tryTransfer", "tryTransfer");
        drains(table, TRANSFER);
        table.add(in(TRANSFER)
                .method("awaitMatch")
                .until(20)
                .at(Point.ENTER)
                .call("matchBegins", "OO", THIS, argument(3)));
        table.add(in(TRANSFER)
                .method("awaitMatch")
                .until(20)
                .at(Point.RETURN)
                .call("matchEnds", "OO", THIS, argument(3)));
        table.add(in(TRANSFER + "$DualNode")
                .method("await")
                .since(21)
                .at(Point.ENTER)
                .call("matchBegins", "OO", argument(3), argument(1)));
        table.add(in(TRANSFER + "$DualNode")
                .method("await")
                .since(21)
                .at(Point.RETURN)
                .call("matchEnds", "OO", argument(3), argument(1)));
    }

    /** Items of a LinkedTransferQueue that leave otherwise than to a taker. */
    private static void removals(List<Patch> table, String type, String method, Patch.Load queue) {
        table.add(in(type).method(method)
                .until(20)
                .at(Point.AFTER_CALL, "tryMatch")
                .call("removed", "ZO", queue));
        table.add(in(type).method(method)
                .since(21)
                .at(Point.AFTER_CALL, "tryMatchData")
                .call("removed", "ZO", queue));
    }

    private static void synchronousQueue(List<Patch> table) {
        table.add(in(SYNCHRONOUS).method("<init>", "(Z)").at(Point.RETURN).call("createdHandOff", "O", THIS));
        handOffs(table, 0, 20, "transfer");
        handOffs(table, 21, Integer.MAX_VALUE, "xfer");
        table.add(in(SYNCHRONOUS)
                .method("put")
                .at(Point.RETURN)
                .call("handedOver", "ZOO", new Patch.Load.Constant(1), THIS, argument(1)));
        table.add(in(SYNCHRONOUS).method("offer").at(Point.RETURN).call("handedOver", "ZOO", THIS, argument(1)));
        table.add(in(SYNCHRONOUS).method("take").at(Point.RETURN).call("tookOver", "OO", THIS));
        table.add(in(SYNCHRONOUS).method("poll").at(Point.RETURN).call("tookOver", "OO", THIS));
        refusals(table, SYNCHRONOUS, "offer", "offer");
        drains(table, SYNCHRONOUS);
    }

    private static void handOffs(List<Patch> table, int since, int until, String meeting) {
        for (String[] method : new String[][] {{"put", "("}, {"offer", TIMED}, {"take", "("}, {"poll", "(J"}}) {
            boolean gives = method[0].equals("put") || method[0].equals("offer");
            table.add(in(SYNCHRONOUS)
                    .method(method[0], method[1])
                    .since(since)
                    .until(until)
                    .at(Point.AHEAD_OF_CALL, meeting)
                    .call(gives ? "handOffBegins" : "takeBegins", "O", THIS));
            table.add(in(SYNCHRONOUS)
                    .method(method[0], method[1])
                    .since(since)
                    .until(until)
                    .at(Point.AFTER_CALL, meeting)
                    .call(gives ? "handOffEnds" : "takeEnds", "OO", THIS));
        }
    }

    private static void concurrentLinkedQueue(List<Patch> table) {
        table.add(in(LOCK_FREE).method("<init>").at(Point.RETURN).call("createdLockFree", "O", THIS));
        table.add(in(LOCK_FREE).method("offer").at(Point.RETURN).call("arrived", "OO", THIS, argument(1)));
        table.add(in(LOCK_FREE).method("poll").at(Point.RETURN).call("polled", "OO", THIS));
        for (String method : new String[] {"remove", "bulkRemove"}) {
            table.add(
                    in(LOCK_FREE).method(method).at(Point.AFTER_CALL, "casItem").call("removed", "ZO", THIS));
        }
        chained(table, LOCK_FREE);
        erasures(table, LOCK_FREE, "Itr");
    }

    private static void concurrentLinkedDeque(List<Patch> table) {
        table.add(in(LOCK_FREE_DEQUE).method("<init>").at(Point.RETURN).call("createdLockFree", "O", THIS));
        table.add(in(LOCK_FREE_DEQUE).method("linkLast").at(Point.RETURN).call("arrived", "OO", THIS, argument(1)));
        table.add(
                in(LOCK_FREE_DEQUE).method("linkFirst").at(Point.RETURN).call("arrivedFirst", "OO", THIS, argument(1)));
        table.add(in(LOCK_FREE_DEQUE)
                .method("pollFirst")
                .at(Point.AFTER_CALL, "compareAndSet")
                .call("departedIf", "ZO", THIS));
        table.add(in(LOCK_FREE_DEQUE)
                .method("pollLast")
                .at(Point.AFTER_CALL, "compareAndSet")
                .call("departedLastIf", "ZO", THIS));
        for (String method : new String[] {"removeFirstOccurrence", "removeLastOccurrence", "bulkRemove"}) {
            table.add(in(LOCK_FREE_DEQUE)
                    .method(method)
                    .at(Point.AFTER_CALL, "compareAndSet")
                    .call("removed", "ZO", THIS));
        }
        chained(table, LOCK_FREE_DEQUE);
        erasures(table, LOCK_FREE_DEQUE, "AbstractItr");
    }

    /** Items that {@code addAll} is about to append as one chain. */
    private static void chained(List<Patch> table, String type) {
        table.add(
                in(type).method("addAll").at(Point.AFTER_CALL, "requireNonNull").call("chained", "OO", THIS));
    }

    /** Items that an iterator removes by a plain write over them. */
    private static void erasures(List<Patch> table, String type, String iterator) {
        table.add(in(type + "$" + iterator)
                .method("remove")
                .at(Point.BEFORE_WRITE, "item")
                .call("erased", "OOO", field("this$0", "L" + type + ";")));
    }

    /** Departures that left several at a time, in queues that take them one by one. */
    private static void drains(List<Patch> table, String type) {
        String limited = "(Ljava/util/Collection;I)";
        table.add(in(type).method("drainTo", limited).at(Point.RETURN).call("drained", "IO", THIS));
        if (type.equals(TRANSFER) || type.equals(SYNCHRONOUS)) {
            table.add(in(type).method("drainTo", "(Ljava/util/Collection;)")
                    .at(Point.RETURN)
                    .call("drained", "IO", THIS));
        }
    }

    /** The constructor creates its locks as ones that can carry the meter; later JDKs guard the final field that this needs. */
    private static void carrier(List<Patch> table, String type, String constructor) {
        table.add(in(type).method("<init>", constructor)
                .until(25)
                .at(Point.NEW_INSTANCE, LOCK_TYPE)
                .create(METERED_LOCK));
    }

    /** Any other change of a depth, of which the hook is told before it is made. */
    private static void change(List<Patch> table, String type, String depth, String method, String hook) {
        table.add(in(type).method(method).at(Point.BEFORE_WRITE, depth).call(hook, "OII", field(depth, "I")));
    }

    /** Producers that wait for room. */
    private static void room(List<Patch> table, String type, String untimed, String timed) {
        table.add(in(type).method(untimed).at(Point.INSTEAD_OF_CALL, "await").call("awaitRoom", WAIT, THIS));
        table.add(in(type).method(timed).at(Point.INSTEAD_OF_CALL, "awaitNanos").call("awaitRoom", TIMED_WAIT, THIS));
    }

    /** Consumers that wait for work; a consumer that waits until an item is due is idle as well. */
    private static void work(List<Patch> table, String type, String untimed, String timed) {
        table.add(in(type).method(untimed).at(Point.INSTEAD_OF_CALL, "await").call("awaitWork", WAIT, THIS));
        table.add(in(type).method(timed).at(Point.INSTEAD_OF_CALL, "awaitNanos").call("awaitWork", TIMED_WAIT, THIS));
        if (type.equals(DELAY) || type.equals(DELAYED_WORK)) {
            table.add(in(type).method(untimed)
                    .at(Point.INSTEAD_OF_CALL, "awaitNanos")
                    .call("awaitWork", TIMED_WAIT, THIS));
        }
    }

    private static void refusals(List<Patch> table, String type, String untimed, String timed) {
        table.add(in(type).method(untimed, ITEM).at(Point.RETURN).call("offered", "ZO", THIS));
        table.add(in(type).method(timed, TIMED).at(Point.RETURN).call("offeredInTime", "ZO", THIS));
    }
}
