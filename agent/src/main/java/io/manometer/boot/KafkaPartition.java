package io.manometer.boot;

/**
 * A partition as one consumer sees it. Written by the polling thread: where it stands, and since when. The rest belongs to the
 * sampler. Depth is the lag: where the partition's end is likely to be, less the position.
 */
final class KafkaPartition {
    /** Records that say that they are younger or older than this are not believed. */
    private static final long SHORTEST_AGO_NANOS = 1_000_000_000L;

    private static final long LONGEST_AGO_NANOS = 30L * 86_400_000_000_000L;

    final int number;

    /** The offset after the last record that a poll returned. */
    volatile long position;

    volatile long polledAt;

    /** When it was last returned before others came in between: what comes next was fetched since, and may have waited. */
    volatile long resumedAfter;

    /** Number of the poll that last returned a record of it; the polling thread's own. */
    private long polledIn;

    /** When that record was produced, in milliseconds since the epoch, as it says itself. */
    volatile long producedMillis;

    /** Taken away by a rebalance; when it comes back it is another object. */
    volatile boolean revoked;

    private final EndOffsets ends;
    private long accountedPosition;
    private long accountedEnd = -1;
    private long readAt;
    private long resumedBefore;
    private boolean seenInMetrics;

    /** Whether the reading under way has come across it. */
    boolean present;

    /** By the last reading; -1 before the first. */
    long toldLag = -1;

    long depth;
    long depthBefore;
    long arrivals;
    long departures;

    KafkaPartition(int number, long firstOffset, int history, long fetchedAt) {
        this.resumedAfter = fetchedAt;
        this.ends = new EndOffsets(history);
        this.number = number;
        this.position = firstOffset;
        this.accountedPosition = firstOffset;
    }

    /** On the polling thread: the poll with this number returned records up to here. */
    void polled(long poll, long end, long millis, long now) {
        if (polledIn != 0 && polledIn != poll - 1) {
            resumedAfter = polledAt;
        }
        polledIn = poll;
        producedMillis = millis;
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
        long since = readAt == 0 ? now : readAt;
        long seenAt = isResumed() ? fetched : since + (now - since) / 2;
        resumedBefore = resumedAfter;
        ends.seen(Math.min(polledAt, seenAt), before + toldLag);
    }

    /** Ends a reading; false when the partition is no longer the consumer's. */
    boolean account(long now, boolean present, boolean upToDate) {
        if (!present && seenInMetrics) {
            revoked = true;
            return false;
        }
        readAt = now;
        long at = position;
        departures = Math.max(0, at - accountedPosition);
        accountedPosition = at;
        depthBefore = depth;
        arrivals = 0;
        if (ends.isEmpty()) {
            return true;
        }
        long end = toldLag == 0 && upToDate ? Math.max(ends.told(), at) : Math.max(ends.estimate(now), at);
        if (accountedEnd >= 0) {
            arrivals = Math.max(0, end - accountedEnd);
        }
        accountedEnd = Math.max(accountedEnd, end);
        depth = end - at;
        return true;
    }

    /** Whether the last poll that told of it left nothing. */
    boolean wasEmptied() {
        return toldLag == 0;
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
