package io.manometer.boot;

/** What only consumers of a broker have, as {@code manometer.ConsumerSample} defines it; a mutable carrier that is reused. */
public final class ConsumerSample {
    public long lag;
    public long lagKnownFor;
    public int partitions;
    public int pausedPartitions;
    public long polls;
    public long records;
    public long sincePoll;
    public long longestGap;
    public long pollLimit;
    public long rebalances;
    public long failedRebalances;

    void clear() {
        lag = 0;
        lagKnownFor = 0;
        partitions = 0;
        pausedPartitions = 0;
        polls = 0;
        records = 0;
        sincePoll = 0;
        longestGap = 0;
        pollLimit = 0;
        rebalances = 0;
        failedRebalances = 0;
    }
}
