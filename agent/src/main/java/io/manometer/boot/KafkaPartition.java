package io.manometer.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * A partition as one consumer sees it. Written by the polling thread: where it stands, and since when. The rest belongs to the
 * sampler. Depth is the lag: where the partition's end is likely to be, less the position.
 */
final class KafkaPartition {
    /** Records that say that they are younger or older than this are not believed. */
    private static final long SHORTEST_AGO_NANOS = 1_000_000_000L;

    private static final long LONGEST_AGO_NANOS = 30L * 86_400_000_000_000L;

    /** A client fetches ahead of the poll that returns the records: a consumer that used these up is still at the end. */
    private static final long PREFETCHED_NANOS = 1_000_000_000L;

    // As in KafkaConsumerSide: in order, but without a full fence.
    private static final VarHandle POSITION = handle("position");
    private static final VarHandle POLLED_AT = handle("polledAt");
    private static final VarHandle POLLED_BEFORE = handle("polledBefore");

    /** So that topic and partition need not be asked for at each poll. */
    final KafkaSubscription subscription;

    final int number;

    /** When what a poll first returned of it was fetched. */
    private final long firstFetched;

    /** The client's own object for it, of which there may be several; the polling thread's own. */
    private @Nullable WeakReference<Object> key;

    /** The offset after the last record that a poll returned. */
    volatile long position;

    volatile long polledAt;

    /** Number of the poll that last returned a record of it; the polling thread's own. */
    private long polledIn;

    /** The poll before it that returned any: all that was fetched until then may have been used up there. */
    private volatile long polledBefore;

    /** Up to where it had come there; the polling thread's own. */
    private long positionBefore;

    /** The client's own metric, which the polling thread asks. */
    private volatile @Nullable WeakReference<Object> lagMetric;

    /** The end as the polling thread last knew it, its own; -1 before. */
    private long askedEnd = -1;

    /** The same, and when it was fetched at the earliest and at the latest; -1 while that is being written. */
    private volatile long notedEnd = -1;

    private volatile long notedFrom;
    private volatile long notedUntil;

    /** When that record was produced, in milliseconds since the epoch, as it says itself; no longer kept once the end is known. */
    volatile long producedMillis;

    private volatile boolean timeKnown;

    /** Taken away by a rebalance; when it comes back it is another object. */
    volatile boolean revoked;

    private final EndOffsets ends;
    private long accountedPosition;
    private long accountedEnd = -1;
    private long readAt;
    private boolean seenInMetrics;
    private boolean emptied;

    /** Whether the reading under way has come across it. */
    boolean present;

    /** By the last reading; -1 before the first. */
    long toldLag = -1;

    long depth;
    long depthBefore;
    long arrivals;
    long departures;

    KafkaPartition(KafkaSubscription subscription, int number, long firstOffset, int history, long fetchedAt) {
        this.subscription = subscription;
        this.firstFetched = fetchedAt;
        this.polledBefore = fetchedAt;
        this.ends = new EndOffsets(history);
        this.number = number;
        this.position = firstOffset;
        this.accountedPosition = firstOffset;
    }

    private static VarHandle handle(String field) {
        try {
            return MethodHandles.lookup().findVarHandle(KafkaPartition.class, field, long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** On the polling thread. */
    void knownBy(Object partition) {
        if (key() == null) {
            key = new WeakReference<>(partition);
        }
    }

    /** Null when the client has none of its objects for it any more. */
    @Nullable
    Object key() {
        WeakReference<Object> known = key;
        return known == null ? null : known.get();
    }

    /** Whether it is not known yet when the records read last were produced, and at what rate. */
    boolean wantsTime() {
        return !timeKnown;
    }

    /** On the polling thread: the poll with this number returned so many records up to here, and may be told of twice. */
    void polled(long poll, int records, long end, long now) {
        if (polledIn != poll) {
            subscription.records += records;
            if (polledIn != 0) {
                POLLED_BEFORE.setRelease(this, polledAt);
            }
            positionBefore = position;
        }
        polledIn = poll;
        POLLED_AT.setRelease(this, now);
        POSITION.setRelease(this, end);
    }

    /** On the sampler's thread. */
    void lagIn(Object metric) {
        WeakReference<Object> known = lagMetric;
        if (known == null || !known.refersTo(metric)) {
            lagMetric = new WeakReference<>(metric);
        }
    }

    /** On the polling thread: the client's metric, if that is known and this poll returned records of the partition. */
    @Nullable
    Object lagToAsk(long poll) {
        WeakReference<Object> known = polledIn == poll && !revoked ? lagMetric : null;
        return known == null ? null : known.get();
    }

    /**
     * On the polling thread: the metric's value after a poll.
     *
     * @param waited the poll waited for the records that it returned
     */
    void asked(double lag, Fetches fetches, boolean waited, long now) {
        if (Double.isNaN(lag) || lag < 0) {
            return;
        }
        long end = position + (long) lag;
        long before = askedEnd;
        if (end == before) {
            return;
        }
        askedEnd = end;
        notedEnd = -1;
        // Of a partition at whose end it is, a broker has nothing to answer a fetch with before something comes.
        boolean cameJustNow = waited && before <= positionBefore;
        notedFrom = cameJustNow ? now : fetches.firstAfter(polledBefore, now);
        notedUntil = cameJustNow ? now : fetches.lastAfter(polledBefore, now);
        notedEnd = end;
    }

    /**
     * The client's own lag metric.
     *
     * @param before the position before it was read
     * @param underWay a poll is, and may have updated it; then what the polling thread last knew counts
     */
    void told(double metric, long before, boolean underWay, long now) {
        seenInMetrics = true;
        long known = notedEnd;
        double lag = underWay && known >= 0 ? Math.max(0, known - before) : metric;
        if (Double.isNaN(lag) || lag < 0 || before != position) {
            return; // a poll is under way; the next reading tells
        }
        toldLag = (long) lag;
        boolean first = ends.isEmpty();
        if (first && toldLag > 0) {
            // The record that was read last stood at the end when it was produced: a first point, and with it a rate.
            long ago = (System.currentTimeMillis() - producedMillis) * 1_000_000L;
            if (ago >= SHORTEST_AGO_NANOS && ago <= LONGEST_AGO_NANOS) {
                ends.produced(now - ago, before - 1);
            }
        }
        timeKnown = true;
        long end = before + toldLag;
        ends.seen(Math.min(polledAt, first ? firstFetched : fetchedAt(end)), end);
    }

    /**
     * When the client was told of this end. Where several answers may have brought it, that is the first or the last of them, by what
     * fits its growth so far; what the polling thread doesn't know of came with the last of several polls in a row.
     */
    private long fetchedAt(long end) {
        long from = notedFrom;
        long until = notedUntil;
        if (notedEnd != end || notedFrom != from) {
            return polledAt;
        }
        long likely = ends.timeOf(end);
        return Math.abs(until - likely) < Math.abs(from - likely) ? until : from;
    }

    /**
     * Ends a reading; false when the partition is no longer the consumer's.
     *
     * @param upToDate the consumer polls and nothing is paused, so that a lag of 0 can be true
     * @param waited it has asked for more since and got nothing, so that it is
     */
    boolean account(long now, boolean present, boolean upToDate, boolean waited) {
        if (!present && seenInMetrics) {
            revoked = true;
            return false;
        }
        long readBefore = readAt;
        readAt = now;
        long at = position;
        departures = Math.max(0, at - accountedPosition);
        accountedPosition = at;
        depthBefore = depth;
        arrivals = 0;
        if (ends.isEmpty()) {
            return true;
        }
        // What is used up was all there was when it was fetched, which may be long ago: with a slow handler and large
        // fetches it is.
        long fetchedBefore = readBefore == 0 ? 0 : Math.max(0, readBefore - ends.toldAt());
        boolean usedUp = toldLag == 0 && upToDate;
        emptied = usedUp && (waited || fetchedBefore < PREFETCHED_NANOS);
        boolean nothingSince = usedUp && (waited || fetchedBefore == 0);
        long end = Math.max(nothingSince ? ends.told() : ends.estimate(now), at);
        if (accountedEnd >= 0) {
            arrivals = Math.max(0, end - accountedEnd);
        }
        accountedEnd = Math.max(accountedEnd, end);
        depth = end - at;
        return true;
    }

    /** Whether the last poll that told of it left nothing. */
    boolean wasEmptied() {
        return emptied;
    }

    /** How long ago the record that comes next was produced; 0 when none waits. */
    long age(long now) {
        return depth == 0 || ends.isEmpty() ? 0 : Math.max(0, now - ends.timeOf(accountedPosition));
    }

    /** How long ago the end was last seen to move; 0 when the consumer is at it. */
    long toldAge(long now) {
        return depth == 0 || ends.isEmpty() ? 0 : Math.max(0, now - ends.toldAt());
    }
}
