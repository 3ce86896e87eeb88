package io.manometer.boot;

/**
 * When a consumer's fetches were sent and answered, as far as its own totals tell after each poll; the polling thread's own. A client
 * fetches as soon as a poll has used up what it had (since 4.0: of all partitions of a node), and a broker that has records answers at
 * once: so the answer that is there after a poll is as old as the poll before.
 */
final class Fetches {
    private static final int KEPT = 64;

    /** Answers with nothing in them, which come all the time where some partitions are empty, are smaller. */
    private static final double LARGE_BYTES = 4_096;

    private final long[] sent = new long[KEPT];
    private final long[] answered = new long[KEPT];
    private final boolean[] large = new boolean[KEPT];
    private long count;
    private double fetches = Double.NaN;
    private double bytes = Double.NaN;
    private long before;

    /**
     * After a poll.
     *
     * @param fetchesNow answers since the client was made; NaN when unknown
     * @param bytesNow bytes that came in since the client was made, of any kind; NaN when unknown
     */
    void counted(double fetchesNow, double bytesNow, long now) {
        if (fetchesNow > fetches) {
            int at = (int) (count++ % KEPT);
            sent[at] = before;
            answered[at] = now;
            large[at] = !(bytesNow - bytes < LARGE_BYTES);
            bytes = bytesNow;
        } else if (Double.isNaN(fetches)) {
            bytes = bytesNow;
        }
        fetches = fetchesNow;
        before = now;
    }

    /** When the first answer with records was fetched that came after this time; if there is none, the first without. */
    long firstAfter(long time, long otherwise) {
        long any = otherwise;
        for (long i = oldest(); i < count; i++) {
            int at = (int) (i % KEPT);
            if (answered[at] - time > 0) {
                long fetched = after(time, sent[at]);
                if (large[at]) {
                    return fetched;
                }
                any = any == otherwise ? fetched : any;
            }
        }
        return any;
    }

    /** The same for the last such answer. */
    long lastAfter(long time, long otherwise) {
        for (long i = count - 1; i >= oldest(); i--) {
            int at = (int) (i % KEPT);
            if (large[at] && answered[at] - time > 0) {
                return after(time, sent[at]);
            }
        }
        return firstAfter(time, otherwise);
    }

    private long oldest() {
        return Math.max(0, count - KEPT);
    }

    private static long after(long time, long sent) {
        return sent - time > 0 ? sent : time;
    }
}
