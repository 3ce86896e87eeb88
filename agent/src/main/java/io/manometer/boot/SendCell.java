package io.manometer.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import jdk.internal.vm.annotation.Contended;
import jdk.internal.vm.annotation.DontInline;
import jdk.internal.vm.annotation.ForceInline;
import org.jspecify.annotations.Nullable;

/**
 * What one thread sends by one producer; weak towards both. That thread alone counts here, so counting is exact without an atomic
 * operation, and a send touches little memory but this.
 */
@Contended // each is written by another thread
final class SendCell extends WeakReference<Object> {
    /** A power of two; threads that find their places taken are counted by their producer, atomically. */
    private static final int SIZE = 1 << 12;

    private static final int SHIFT = Integer.SIZE - 12;

    private static final int PROBES = 4;

    /** In a window, each of so many records is looked at, unless the hop's looks are further apart; then one in some. */
    private static final int LOOKS_AT_EACH = 1_000;

    private static final int THEN_ONE_IN = 64;
    private static final @Nullable SendCell[] TABLE = new SendCell[SIZE];
    private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(SendCell[].class);
    private static final VarHandle SENDS;
    private static final VarHandle REFUSED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            SENDS = lookup.findVarHandle(SendCell.class, "sends", long.class);
            REFUSED = lookup.findVarHandle(SendCell.class, "refused", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final KafkaProducerSide side;

    /** As of the producer's class, where a send has no need to look further. */
    private final @Nullable Class<?> failure;

    /** Of the thread. */
    private final long id;

    private final WeakReference<Thread> owner;
    private final int at;

    /** Twice the records that were accepted, and one more while the thread is in a send. Written by the thread, as a whole. */
    private long sends;

    private long refused;

    /** In the terms of {@link #sends}, where to look at the thread next; the sampler may bring it forward. */
    private long lookAt;

    /** Looks since the window began. */
    private int looks;

    /** Records that the looks so far stand for; the thread's own. */
    private long lookedAt;

    // At the sampler's last look.
    private long sendsBefore;
    private long refusedBefore;

    private SendCell(Thread thread, long id, Object producer, KafkaProducerSide side, int at) {
        super(producer);
        this.id = id;
        this.owner = new WeakReference<>(thread);
        this.side = side;
        this.failure = side.access.failure;
        this.at = at;
    }

    /** The cell of the current thread for this producer; null when it has none. */
    @ForceInline
    static @Nullable SendCell find(Object producer) {
        Thread thread = Thread.currentThread();
        long id = ThreadTrail.idOf(thread);
        int first = start(id);
        SendCell cell = TABLE[first];
        return cell != null && cell.isOf(thread, id, producer) ? cell : findNext(thread, id, producer, first);
    }

    @DontInline
    private static @Nullable SendCell findNext(Thread thread, long id, Object producer, int first) {
        for (int i = 1; i < PROBES; i++) {
            SendCell cell = TABLE[(first + i) & (SIZE - 1)];
            if (cell != null && cell.isOf(thread, id, producer)) {
                return cell;
            }
        }
        return null;
    }

    @ForceInline
    private boolean isOf(Thread thread, long number, Object producer) {
        return id == number && (ThreadTrail.UNIQUE || owner.refersTo(thread)) && refersTo(producer);
    }

    /** Spread, so that threads with consecutive numbers and several producers don't take each other's places. */
    @ForceInline
    private static int start(long id) {
        return ((int) id * 0x9E3779B9) >>> SHIFT;
    }

    /** Whether one of the current thread's places is free: where none is, its sends must not ask for a lock each time. */
    static boolean hasPlace() {
        int first = start(ThreadTrail.idOf(Thread.currentThread()));
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
    static @Nullable SendCell claim(Object producer, KafkaProducerSide side) {
        Thread thread = Thread.currentThread();
        long id = ThreadTrail.idOf(thread);
        int first = start(id);
        for (int i = 0; i < PROBES; i++) {
            int at = (first + i) & (SIZE - 1);
            if (TABLE[at] != null) {
                continue;
            }
            SendCell fresh = new SendCell(thread, id, producer, side, at);
            if (CELLS.compareAndSet(TABLE, at, null, fresh)) {
                return fresh;
            }
        }
        return null;
    }

    // ---------------------------------------------------------------- on the sending thread

    @ForceInline
    void enter() {
        SENDS.setOpaque(this, sends | 1);
    }

    /** The record is in the accumulator; true when a look is due. Right also where an interceptor has sent meanwhile. */
    @ForceInline
    boolean accepted() {
        long outside = (sends | 1) + 1;
        SENDS.setOpaque(this, outside);
        return outside >= lookAt;
    }

    /** Send failed, by an exception or by its result. */
    void refused() {
        SENDS.setOpaque(this, sends & ~1L);
        REFUSED.setOpaque(this, refused + 1);
    }

    /** Looks are this far apart on average, or further in a burst; how many records this look stands for. */
    long looked(int gap) {
        long number = sends >> 1;
        long weight = number - lookedAt;
        lookedAt = number;
        lookAt = (number + Looks.gap(looks++ < LOOKS_AT_EACH ? gap : Math.max(gap, THEN_ONE_IN), number)) << 1;
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
        return (long) SENDS.getOpaque(this) >> 1;
    }

    /** Whether the thread is in the send that it was in at the last look. */
    boolean isStillInside() {
        long now = (long) SENDS.getAcquire(this);
        long failed = (long) REFUSED.getOpaque(this);
        boolean still = (now & 1) != 0 && now == sendsBefore && failed == refusedBefore;
        sendsBefore = now;
        refusedBefore = failed;
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
        Thread thread = owner.get();
        return thread == null || !thread.isAlive();
    }

    /** Nobody finds it any more. */
    void free() {
        CELLS.compareAndSet(TABLE, at, this, null);
    }
}
