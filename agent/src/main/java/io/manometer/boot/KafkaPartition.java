package io.manometer.boot;

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

    /** So that topic and partition need not be asked for at each poll. */
    final KafkaSubscription subscription;

    final int number;

    /** The client's own object for it, of which there may be several; the polling thread's own. */
    private @Nullable WeakReference<Object> key;

    /** The offset after the last record that a poll returned. */
    volatile long position;

    volatile long polledAt;

    /** When it was last returned before others came in between: what comes next was fetched since, and may have waited. */
    volatile long resumedAfter;

    /** Number of the poll that last returned a record of it; the polling thread's own. */
    private long polledIn;

    /** When that record was produced, in milliseconds since the epoch, as it says itself; no longer kept once the end is known. */
    volatile long producedMillis;

    private volatile boolean timeKnown;

    /** Taken away by a rebalance; when it comes back it is another object. */
    volatile boolean revoked;

    private final EndOffsets ends;
    private long accountedPosition;
    private long accountedEnd = -1;
    private long readAt;
    private long resumedBefore;
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
        this.resumedAfter = fetchedAt;
        this.ends = new EndOffsets(history);
        this.number = number;
        this.position = firstOffset;
        this.accountedPosition = firstOffset;
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
        if (polledIn != 0 && poll - polledIn > 1) {
            resumedAfter = polledAt;
        }
        if (polledIn != poll) {
            subscription.records += records;
        }
        polledIn = poll;
        polledAt = now;
        position = end;
    }

    /** Whether others came in between since the last reading, so that what it tells may have been fetched some time ago. */
    boolean isResumed() {
        return resumedAfter != resumedBefore;
    }

    /** The client's own lag metric, which a poll updates together with the position. */
    void told(double lag, long before, long fetched, long now) {
        seenInMetrics = true;
        if (Double.isNaN(lag) || lag < 0 || before != position) {
            return; // a poll is under way; the next reading tells
        }
        toldLag = (long) lag;
        if (ends.isEmpty() && toldLag > 0) {
            // The record that was read last stood at the end when it was produced: a first point, and with it a rate.
            long ago = (System.currentTimeMillis() - producedMillis) * 1_000_000L;
            if (ago >= SHORTEST_AGO_NANOS && ago <= LONGEST_AGO_NANOS) {
                ends.seen(now - ago, before - 1);
            }
        }
        timeKnown = true;
        long since = readAt == 0 ? now : readAt;
        long seenAt = isResumed() ? fetched : since + (now - since) / 2;
        resumedBefore = resumedAfter;
        ends.seen(Math.min(polledAt, seenAt), before + toldLag);
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
        boolean fetchedJustNow = readBefore == 0 || ends.toldAt() - readBefore >= 0;
        emptied = toldLag == 0 && upToDate && (waited || fetchedJustNow);
        long end = Math.max(emptied ? ends.told() : ends.estimate(now), at);
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
