package io.manometer.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import jdk.internal.vm.annotation.Contended;
import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;
import org.jspecify.annotations.Nullable;

/**
 * What one thread sends by one producer; weak towards the thread. That thread alone counts here, so counting is exact without an atomic
 * operation, and a send touches little memory but this: within a send, what the hooks touch is in no cache.
 */
@Contended // each is written by another thread
final class SendCell extends WeakReference<Thread> {
    /** A power of two; threads that find their places taken are counted by their producer, atomically. */
    private static final int SIZE = 1 << 12;

    private static final int SHIFT = Integer.SIZE - 12;

    private static final int PROBES = 4;

    /** In a window, each of so many records is looked at, unless the hop's looks are further apart; then one in some. */
    private static final int LOOKS_AT_EACH = 1_000;

    private static final int THEN_ONE_IN = 64;
    private static final @Nullable SendCell[] TABLE = new SendCell[SIZE];
    private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(SendCell[].class);
    private static final VarHandle ACCEPTED;
    private static final VarHandle REFUSED;
    private static final VarHandle INSIDE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            ACCEPTED = lookup.findVarHandle(SendCell.class, "accepted", long.class);
            REFUSED = lookup.findVarHandle(SendCell.class, "refused", long.class);
            INSIDE = lookup.findVarHandle(SendCell.class, "inside", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final KafkaProducerSide side;

    /** As of the producer's class, where a send has no need to look further. */
    private final @Nullable Class<?> failure;

    private final int at;

    /** Written by the thread. */
    private long accepted;

    private long refused;
    private boolean inside;

    /** Number of the record at which to look at the thread next; the sampler may bring it forward. */
    private long lookAt;

    /** Looks since the window began. */
    private int looks;

    /** Records that the looks so far stand for; the thread's own. */
    private long lookedAt;

    /** At the sampler's last look. */
    private long leftBefore = -1;

    private SendCell(Thread thread, KafkaProducerSide side, int at) {
        super(thread);
        this.side = side;
        this.failure = side.access.failure;
        this.at = at;
    }

    /** The cell of the current thread for this producer; null when it has none. */
    @ForceInline
    static @Nullable SendCell find(Object producer) {
        Thread thread = Thread.currentThread();
        int first = start(thread);
        SendCell cell = TABLE[first];
        return cell != null && cell.isOf(thread, producer) ? cell : findNext(thread, producer, first);
    }

    @DontInline
    private static @Nullable SendCell findNext(Thread thread, Object producer, int first) {
        for (int i = 1; i < PROBES; i++) {
            SendCell cell = TABLE[(first + i) & (SIZE - 1)];
            if (cell != null && cell.isOf(thread, producer)) {
                return cell;
            }
        }
        return null;
    }

    @ForceInline
    private boolean isOf(Thread thread, Object producer) {
        return refersTo(thread) && side.refersTo(producer);
    }

    /** Spread, so that threads with consecutive numbers and several producers don't take each other's places. */
    @ForceInline
    private static int start(Thread thread) {
        return (ThreadTrail.indexOf(thread) * 0x9E3779B9) >>> SHIFT;
    }

    /** Whether one of the current thread's places is free: where none is, its sends must not ask for a lock each time. */
    static boolean hasPlace() {
        int first = start(Thread.currentThread());
        for (int i = 0; i < PROBES; i++) {
            if (TABLE[(first + i) & (SIZE - 1)] == null) {
                return true;
            }
        }
        return false;
    }

    /** Nobody finds any cell any more. */
    static void freeAll() {
        for (int i = 0; i < SIZE; i++) {
            TABLE[i] = null;
        }
    }

    /** A cell for the current thread, which has none; null when its places are taken. */
    static @Nullable SendCell claim(KafkaProducerSide side) {
        Thread thread = Thread.currentThread();
        int first = start(thread);
        for (int i = 0; i < PROBES; i++) {
            int at = (first + i) & (SIZE - 1);
            if (TABLE[at] != null) {
                continue;
            }
            SendCell fresh = new SendCell(thread, side, at);
            if (CELLS.compareAndSet(TABLE, at, null, fresh)) {
                return fresh;
            }
        }
        return null;
    }

    // ---------------------------------------------------------------- on the sending thread

    @ForceInline
    void enter() {
        INSIDE.setOpaque(this, true);
    }

    /** The record is in the accumulator; true when a look is due. */
    @ForceInline
    boolean accepted() {
        INSIDE.setOpaque(this, false);
        long number = accepted + 1;
        ACCEPTED.setOpaque(this, number);
        return number >= lookAt;
    }

    /** Send failed, by an exception or by its result. */
    void refused() {
        INSIDE.setOpaque(this, false);
        REFUSED.setOpaque(this, refused + 1);
    }

    /** Looks are this far apart on average, or further in a burst; how many records this look stands for. */
    long looked(int gap) {
        long number = accepted;
        long weight = number - lookedAt;
        lookedAt = number;
        lookAt = number + Looks.gap(looks++ < LOOKS_AT_EACH ? gap : Math.max(gap, THEN_ONE_IN), number);
        return weight;
    }

    void neverLook() {
        lookAt = Long.MAX_VALUE;
    }

    @ForceInline
    boolean isFailure(@Nullable Object result) {
        return result != null && result.getClass() == failure;
    }

    // ---------------------------------------------------------------- on the sampler's thread

    long count() {
        return (long) ACCEPTED.getOpaque(this);
    }

    /** Whether the thread is in the send that it was in at the last look. */
    boolean isStillInside() {
        long left = count() + (long) REFUSED.getOpaque(this);
        boolean in = (boolean) INSIDE.getOpaque(this);
        boolean still = in && left == leftBefore;
        leftBefore = in ? left : -1;
        return still;
    }

    /** A window begins; a large gap must not outlive the burst. */
    void windowBegins(boolean lookAtEach) {
        looks = 0;
        if (lookAtEach) {
            lookAt = 0;
        }
    }

    /** Whether nobody will ever count here again: then, and only then, the count is final. */
    boolean isOver() {
        Thread thread = get();
        return thread == null || !thread.isAlive();
    }

    /** Nobody finds it any more. */
    void free() {
        CELLS.compareAndSet(TABLE, at, this, null);
    }
}
