package io.manometer.boot;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One consumer's part in a topic. */
final class KafkaSubscription {
    private static final KafkaPartition[] NONE = {};

    /** So many partitions remember where their ends were for long, the others for a short time: what they cost is bounded. */
    private static final int WITH_LONG_HISTORY = 256;

    private static final int LONG_HISTORY = 32;
    private static final int SHORT_HISTORY = 4;

    final KafkaConsumerSide consumer;
    final KafkaTopic topic;

    /** Changed by the polling thread and by the sampler, both under this object's lock; read by anybody. */
    volatile KafkaPartition[] partitions = NONE;

    /** By number; entries may be revoked or missing. Written by the polling thread. */
    private volatile @Nullable KafkaPartition[] byNumber = NONE;

    volatile Paused paused = Paused.NO;

    /** Returned by polls, of this topic; the polling thread's, which shows it by a partition's position. */
    long records;

    /** The sampler's own. */
    long pausedBefore;

    private long recordsBefore;

    /**
     * Which part of the partitions is paused since when.
     *
     * @param nanos paused time until then, parts in proportion
     */
    record Paused(long nanos, double share, long since, int partitions, int assigned) {
        static final Paused NO = new Paused(0, 0, 0, 0, 0);

        long until(long now) {
            return nanos + Math.round(share * Math.max(0, now - since));
        }
    }

    KafkaSubscription(KafkaConsumerSide consumer, KafkaTopic topic) {
        this.consumer = consumer;
        this.topic = topic;
    }

    /** On the polling thread: the partition, made now when a poll returns its first record. */
    KafkaPartition partition(int number, long firstOffset, long fetchedAt) {
        KafkaPartition known = at(number);
        return known == null || known.revoked ? enter(number, firstOffset, fetchedAt) : known;
    }

    /** The partition with this number; null when no record of it was returned yet. */
    @Nullable
    KafkaPartition at(int number) {
        @Nullable KafkaPartition[] known = byNumber;
        return number < 0 || number >= known.length ? null : known[number];
    }

    private synchronized KafkaPartition enter(int number, long firstOffset, long fetchedAt) {
        int history = partitions.length < WITH_LONG_HISTORY ? LONG_HISTORY : SHORT_HISTORY;
        KafkaPartition fresh = new KafkaPartition(this, number, firstOffset, history, fetchedAt);
        @Nullable KafkaPartition[] known = byNumber;
        known = Arrays.copyOf(known, Math.max(Math.max(number + 1, 2 * partitions.length), known.length));
        known[number] = fresh;
        byNumber = known;
        KafkaPartition[] more = Arrays.copyOf(partitions, partitions.length + 1);
        more[more.length - 1] = fresh;
        partitions = more;
        return fresh;
    }

    /** On the sampler's thread: records since it last asked. */
    long takeRecords() {
        long now = records;
        long taken = now - recordsBefore;
        recordsBefore = now;
        return taken;
    }

    /** On the sampler's thread. */
    synchronized void forgetRevoked() {
        int kept = 0;
        KafkaPartition[] rest = new KafkaPartition[partitions.length];
        for (KafkaPartition partition : partitions) {
            if (!partition.revoked) {
                rest[kept++] = partition;
            }
        }
        partitions = Arrays.copyOf(rest, kept);
    }

    /** On the polling thread. */
    void pausedNow(long now, int partitionsPaused, int assigned) {
        Paused before = paused;
        if (before.partitions() == partitionsPaused && before.assigned() == assigned) {
            return;
        }
        double share = assigned == 0 ? 0 : (double) partitionsPaused / assigned;
        paused = new Paused(before.until(now), share, now, partitionsPaused, assigned);
    }
}
