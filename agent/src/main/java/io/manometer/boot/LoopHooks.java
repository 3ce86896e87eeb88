package io.manometer.boot;

import org.jspecify.annotations.Nullable;

/**
 * Hooks of Netty's event loops, and of what makes one wait. What they need of Netty the patched method passes in; no class of Netty's is
 * named or called here. The rules of {@link Hooks} hold.
 */
public final class LoopHooks {
    private LoopHooks() {}

    /** Loads what hooks of queues need, before anything is patched. */
    static void warmUp() {
        Meter none = null;
        waits(none);
        waited(none);
        ranForCaller(none, 0);
    }

    // ---------------------------------------------------------------- a loop's life

    /** A loop was constructed; also called at the end of constructors that another one called. */
    public static void created(Object loop, @Nullable Object parent, @Nullable Object queue, int maxPending) {
        if (Hooks.isOff(Kind.EVENT_LOOP)) {
            return;
        }
        try {
            if (queue == null || Loops.ALL.find(loop) != null) {
                return;
            }
            Site site = Sites.outsideNetty(loop);
            String queueType = queue.getClass().getName();
            Loops.add(loop, parent == null ? loop : parent, site, queueType, maxPending);
            Meter plain = Meters.find(queue);
            if (plain != null) {
                plain.ignored = true; // the loop is the hop, not its queue
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.EVENT_LOOP, e);
        }
    }

    // ---------------------------------------------------------------- tasks

    /** A task was offered to the loop's queue, which took it or not. */
    public static void offered(boolean accepted, Object loop) {
        if (!accepted || Hooks.isOff(Kind.EVENT_LOOP)) {
            return;
        }
        try {
            Loop known = Loops.ALL.find(loop);
            if (known == null) {
                Loops.notYetKnown(loop);
            } else if (known.arrive()) {
                look(known);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.EVENT_LOOP, e);
        }
    }

    /** Which hop's work the submitting thread is doing; what a loop gives itself is no way from one hop to another. */
    private static void look(Loop loop) {
        Thread current = Thread.currentThread();
        Meter meter = loop.group.meter();
        Loop.OfThread own = loop.thread;
        if (meter == null || (own != null && own.refersTo(current))) {
            return;
        }
        int from = ThreadTrail.lastHop(ThreadTrail.hashOf(current));
        if (from != 0 && from != meter.id) {
            Looks.countEdge(meter, from, loop.group.gap);
        }
    }

    /** On the loop's thread: it took a task, or null, from its queue. */
    public static void polled(@Nullable Object task, Object loop) {
        if (task == null || Hooks.isOff(Kind.EVENT_LOOP)) {
            return;
        }
        try {
            Loop known = Loops.ALL.find(loop);
            if (known == null) {
                Loops.notYetKnown(loop);
            } else {
                known.depart();
                remember(known);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.EVENT_LOOP, e);
        }
    }

    /** The same where the method is used for other queues of the loop as well. */
    public static void polled(@Nullable Object task, Object loop, Object from, Object queue) {
        if (from == queue) {
            polled(task, loop);
        }
    }

    private static void remember(Loop loop) {
        Thread current = Thread.currentThread();
        Meter meter = loop.group.meter();
        if (meter != null) {
            ThreadTrail.took(ThreadTrail.hashOf(current), meter.id);
        }
        Loop.OfThread own = loop.thread;
        if (own == null || !own.refersTo(current)) {
            Loop.OfThread entry = new Loop.OfThread(current, loop);
            loop.thread = Loops.BY_THREAD.add(current, entry);
            loop.group.runsOn(current);
        }
    }

    /** A task was removed before it ran, if it was there. */
    public static void removed(boolean present, Object loop) {
        if (!present || Hooks.isOff(Kind.EVENT_LOOP)) {
            return;
        }
        try {
            Loop known = Loops.ALL.find(loop);
            if (known != null) {
                known.depart();
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.EVENT_LOOP, e);
        }
    }

    /** The loop's queue was full, or the loop was shut down. */
    public static void refused(Object loop) {
        if (Hooks.isOff(Kind.EVENT_LOOP)) {
            return;
        }
        try {
            Loop known = Loops.ALL.find(loop);
            Meter meter = known == null ? null : known.group.meter();
            if (known != null && meter != null && meter.bounded()) {
                known.refuse();
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.EVENT_LOOP, e);
        }
    }

    // ---------------------------------------------------------------- waiting for events

    /** The loop's thread waits for a task; its first one isn't known to be its thread yet. */
    public static void taskAwaited(Object loop) {
        if (Hooks.isOff(Kind.EVENT_LOOP)) {
            return;
        }
        try {
            Loop known = Loops.ALL.find(loop);
            if (known != null) {
                idles(known);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.EVENT_LOOP, e);
        }
    }

    /** It got one, or null. */
    public static void taskCame(@Nullable Object task, Object loop) {
        if (Hooks.isOff(Kind.EVENT_LOOP)) {
            return;
        }
        try {
            Loop known = Loops.ALL.find(loop);
            if (known != null) {
                works(known);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.EVENT_LOOP, e);
        }
        polled(task, loop);
    }

    /** The current thread, which is a loop's, is about to wait for events. */
    public static void eventsAwaited() {
        if (Hooks.isOff(Kind.EVENT_LOOP)) {
            return;
        }
        try {
            Loop known = Loops.of(Thread.currentThread());
            if (known != null) {
                idles(known);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.EVENT_LOOP, e);
        }
    }

    /** It stopped waiting. */
    public static void eventsCame() {
        if (Hooks.isOff(Kind.EVENT_LOOP)) {
            return;
        }
        try {
            Loop known = Loops.of(Thread.currentThread());
            if (known != null) {
                works(known);
            }
        } catch (Throwable e) {
            Health.suppressed(Kind.EVENT_LOOP, e);
        }
    }

    /** Only one thread ever waits for a loop's events; a wait that ended by an exception is still open. */
    private static void idles(Loop loop) {
        if (!loop.idleKnown) { // written each time, it would wait for what the loop has written
            loop.idleKnown = true;
        }
        if (loop.late) {
            loop.settle();
        }
        if (WaitClock.waiters(loop.idle.read()) == 0) {
            loop.idle.beginAlone(System.nanoTime());
        }
    }

    private static void works(Loop loop) {
        if (WaitClock.waiters(loop.idle.read()) > 0) {
            loop.idle.endAlone(System.nanoTime());
        }
        Meter meter = loop.group.meter();
        if (meter != null) {
            ThreadTrail.took(ThreadTrail.hashOf(Thread.currentThread()), meter.id);
        }
    }

    // ---------------------------------------------------------------- what stops a loop; called by Hooks

    /** The current thread begins to wait for room in a buffer. */
    static void waits(@Nullable Meter meter) {
        Loop loop = meter == null || !Loops.any ? null : Loops.of(Thread.currentThread());
        if (loop != null && meter != null) {
            loop.waitingAt = meter.id;
        }
    }

    /** It ends. */
    static void waited(@Nullable Meter meter) {
        Loop loop = meter == null || !Loops.any ? null : Loops.of(Thread.currentThread());
        if (loop != null) {
            loop.waitingAt = 0;
        }
    }

    /** The current thread ran a task that a pool refused. */
    static void ranForCaller(@Nullable Meter meter, long startNanos) {
        Loop loop = meter == null || !Loops.any ? null : Loops.of(Thread.currentThread());
        if (loop == null || meter == null) {
            return;
        }
        loop.ranFor = meter.id;
        loop.ranNanos += System.nanoTime() - startNanos;
        if (loop.ranStack == null) {
            loop.ranStack = Sites.stackAsText();
        }
    }
}
