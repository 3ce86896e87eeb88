package io.manometer.boot;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The event loops that exist, the groups they belong to, and which of them stand still. */
final class Loops {
    /** So often a loop must be found waiting in a window before it is told: once may be chance. */
    private static final int LOOKS_UNTIL_TOLD = 2;

    static final WeakTable<Loop> ALL = new WeakTable<>();
    private static final WeakTable<Late> LATE = new WeakTable<>();
    static final WeakTable<Loop.OfThread> BY_THREAD = new WeakTable<>();
    private static final WeakTable<OfParent> BY_PARENT = new WeakTable<>();
    private static final List<LoopGroup> GROUPS = new ArrayList<>();
    private static final List<Loop> LOOPS = new ArrayList<>();
    private static final List<Late> LATE_ONES = new ArrayList<>();
    private static final List<Loop.OfThread> THREADS = new ArrayList<>();

    /** Whether there is any: hooks of other kinds look at a thread's loop only then. */
    static volatile boolean any;

    private Loops() {}

    /** A group by Netty's own object for it. */
    private static final class OfParent extends WeakTable.Entry {
        final LoopGroup group;

        OfParent(Object parent, LoopGroup group) {
            super(parent);
            this.group = group;
        }
    }

    /** A loop that was there before the agent, until the sampler has asked it for its group. */
    private static final class Late extends WeakTable.Entry {
        boolean asked;

        Late(Object loop) {
            super(loop);
        }
    }

    /** A hook came across a loop that none saw being made. */
    static void notYetKnown(Object loop) {
        if (Hooks.isAttached() && LATE.find(loop) == null) {
            LATE.add(loop, new Late(loop));
        }
    }

    /** On the sampler's thread: a loop from before the agent joins its group; one of an application's own class is left alone. */
    private static void meetLate() {
        LATE.copyTo(LATE_ONES);
        for (Late late : LATE_ONES) {
            Object loop = late.get();
            if (loop == null) {
                LATE.remove(late);
            } else if (!late.asked) {
                late.asked = true;
                meet(loop);
            }
        }
        LATE_ONES.clear();
    }

    private static void meet(Object loop) {
        try {
            Object parent = Channels.ask(loop, "io.netty.util.concurrent.EventExecutor", "parent");
            Object tasks = Channels.ask(loop, "io.netty.util.concurrent.SingleThreadEventExecutor", "pendingTasks");
            if (!(tasks instanceof Integer queued)) {
                return;
            }
            LoopGroup group = group(loop, parent == null ? loop : parent, Site.UNKNOWN, "", Integer.MAX_VALUE);
            Loop known = new Loop(loop, group);
            known.startWith(queued);
            ALL.add(loop, known);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // A library whose classes may not be asked: its loops stay unknown.
        }
    }

    /** A loop joins its group, which a window can't find empty meanwhile. */
    static synchronized void add(Object loop, Object parent, Site site, String queueType, int maxPending) {
        ALL.add(loop, new Loop(loop, group(loop, parent, site, queueType, maxPending)));
    }

    /** What the loops that belong to this group are; beyond limit.hops without a meter, so no hop. */
    private static LoopGroup group(Object loop, Object parent, Site site, String queueType, int maxPending) {
        OfParent known = BY_PARENT.find(parent);
        if (known != null) {
            return known.group;
        }
        String type = loop.getClass().getName();
        LoopGroup group = new LoopGroup(type, queueType);
        BY_PARENT.add(parent, new OfParent(parent, group));
        GROUPS.add(group);
        any = true;
        long capacity = maxPending == Integer.MAX_VALUE ? -1 : maxPending;
        Meter meter = Meters.register(group, site, capacity, true, queueType.isEmpty());
        if (meter == null) {
            Folding.fold(site, Kind.EVENT_LOOP, type, capacity);
            return group;
        }
        meter.source = group;
        meter.kind = Kind.EVENT_LOOP;
        meter.ignored = Hooks.isExcluded(site);
        group.measuredBy(meter);
        return group;
    }

    /** The loop whose thread this is; null for other threads. */
    static @Nullable Loop of(Thread thread) {
        Loop.OfThread entry = BY_THREAD.find(thread);
        return entry == null ? null : entry.loop;
    }

    /** Reads every loop, once a window; on the sampler's thread. */
    static synchronized void collect(long now) {
        meetLate();
        GROUPS.forEach(LoopGroup::begin);
        ALL.copyTo(LOOPS);
        for (Loop loop : LOOPS) {
            if (loop.refersTo(null)) {
                ALL.remove(loop);
            } else {
                loop.group.add(loop, now);
            }
        }
        LOOPS.clear();
        BY_THREAD.copyTo(THREADS);
        for (Loop.OfThread thread : THREADS) {
            if (thread.refersTo(null)) {
                BY_THREAD.remove(thread);
            }
        }
        THREADS.clear();
        forgetEmpty();
    }

    private static void forgetEmpty() {
        for (Iterator<LoopGroup> all = GROUPS.iterator(); all.hasNext(); ) {
            LoopGroup group = all.next();
            group.end();
            if (group.isGone()) {
                all.remove();
                Meter meter = group.meter();
                if (meter != null) {
                    meter.clear();
                }
            }
        }
        List<OfParent> parents = new ArrayList<>();
        BY_PARENT.copyTo(parents);
        for (OfParent parent : parents) {
            if (parent.refersTo(null)) {
                BY_PARENT.remove(parent);
            }
        }
    }

    // ---------------------------------------------------------------- which of them stand still

    /** Looks at what each loop's thread is doing; several times a window, on the sampler's thread. */
    static void look() {
        ALL.copyTo(LOOPS);
        for (Loop loop : LOOPS) {
            Thread thread = threadOf(loop);
            if (thread == null || !loop.idleKnown) {
                continue;
            }
            loop.looks++;
            long idle = loop.idle.read();
            if (WaitClock.waiters(idle) > 0 || !isWaiting(thread)) {
                continue;
            }
            int at = loop.waitingAt;
            if (loop.looksWaiting + 1 >= LOOKS_UNTIL_TOLD && loop.waitStack == null) {
                String stack = Sites.asText(thread.getStackTrace());
                if (loop.idle.read() != idle) {
                    continue; // it went on meanwhile: the stack is not of the wait that was seen
                }
                loop.waitStack = stack;
            }
            loop.looksWaiting++;
            if (at != 0) {
                loop.waitedAt = at;
            }
        }
        LOOPS.clear();
    }

    private static @Nullable Thread threadOf(Loop loop) {
        Loop.OfThread entry = loop.thread;
        return entry == null ? null : (Thread) entry.get();
    }

    private static boolean isWaiting(Thread thread) {
        Thread.State state = thread.getState();
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING || state == Thread.State.BLOCKED;
    }

    /** Tells of the loops that were found waiting in this window for something else than events. */
    static void tell(HopSink sink, long windowNanos) {
        ALL.copyTo(LOOPS);
        for (Loop loop : LOOPS) {
            Meter meter = loop.group.meter();
            Thread thread = threadOf(loop);
            if (meter != null && thread != null && !meter.ignored) {
                tell(sink, meter, loop, thread.getName(), windowNanos);
            }
            loop.looks = 0;
            loop.looksWaiting = 0;
            loop.waitedAt = 0;
            loop.waitStack = null;
        }
        LOOPS.clear();
    }

    private static void tell(HopSink sink, Meter meter, Loop loop, String thread, long windowNanos) {
        String stack = loop.waitStack;
        if (stack != null) {
            long nanos = windowNanos * loop.looksWaiting / Math.max(1, loop.looks);
            sink.blocked(meter, loop.waitedAt, "WAITS", nanos, thread, stack);
        }
        String ran = loop.ranStack;
        if (ran != null) {
            sink.blocked(meter, loop.ranFor, "CALLER_RUNS", loop.ranNanos, thread, ran);
            loop.ranNanos = 0;
            loop.ranStack = null;
        }
    }
}
