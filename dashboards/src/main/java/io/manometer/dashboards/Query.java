package io.manometer.dashboards;

/** Pieces of PromQL. Every selector is narrowed to the chosen jobs and instances. */
final class Query {
    /** What counts items and not bytes. */
    static final String ITEMS = "kind!=\"channel\"";

    private static final String SCOPE = "job=~\"$job\",instance=~\"$instance\"";
    private static final String HOP_SCOPE = SCOPE + ",hop=~\"$hop\"";

    /** What tells one hop from another. */
    private static final String HOP = "job, instance, hop, kind";

    private Query() {}

    static String of(String metric) {
        return metric + "{" + SCOPE + "}";
    }

    static String of(String metric, String matchers) {
        return metric + "{" + SCOPE + "," + matchers + "}";
    }

    /** Only the hops that the variable {@code hop} chooses. */
    static String chosen(String metric) {
        return metric + "{" + HOP_SCOPE + "}";
    }

    static String chosen(String metric, String matchers) {
        return metric + "{" + HOP_SCOPE + "," + matchers + "}";
    }

    static String rate(String selector) {
        return "rate(" + selector + "[$__rate_interval])";
    }

    static String byHop(String aggregation, String query) {
        return aggregation + " by (" + HOP + ") (" + query + ")";
    }

    /**
     * Only of hops that held something in the last minutes, or block or refuse now: the JDK's and the libraries' own small queues, of
     * which every JVM has a dozen, are left out while they are quiet.
     */
    static String pressed(String query) {
        String held = "max_over_time(" + of(Names.DEPTH_MAX) + "[5m]) > 0";
        String blocked = rate(of(Names.PRODUCER_BLOCKED)) + " > 0";
        String refused = "sum without (reason) (" + rate(of(Names.REFUSED)) + ") > 0";
        return query + " and on (" + HOP + ") (" + held + " or " + blocked + " or " + refused + ")";
    }

    /** The ten highest, for screens with many hops. */
    static String top(String query) {
        return "topk(10, " + query + ")";
    }

    static String sum(String query) {
        return "sum(" + query + ")";
    }

    /** Zero where there is nothing to add up, so that a quiet system shows a number and not a gap. */
    static String orZero(String query) {
        return "(" + query + ") or vector(0)";
    }

    /** Share of the consumers' time in which they did not wait for work; nothing where their number is not known. */
    static String utilisation(String starvedSelector, String consumersSelector) {
        return "clamp(1 - " + byHop("sum", rate(starvedSelector)) + " / (" + byHop("sum", consumersSelector)
                + " > 0), 0, 1)";
    }

    /** Quantile of a histogram's buckets, by hop. */
    static String quantile(String quantile, String bucketSelector) {
        return "histogram_quantile(" + quantile + ", sum by (" + HOP + ", le) (" + rate(bucketSelector) + "))";
    }
}
