package io.manometer.analyzer.judge;

import java.util.Arrays;

/** The few statistics that the rules need. */
final class Statistics {
    /** Upper 5 % points of Student's t for 3 to 11 degrees of freedom (any table; e.g. NIST/SEMATECH 1.3.6.7.2). */
    private static final double[] STUDENT_95 = {2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812, 1.796};

    private Statistics() {}

    /** The value below which a share of all lies (nearest rank); 0 for none. */
    static double quantile(double[] values, double share) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.min(sorted.length, Math.max(1, rank)) - 1];
    }

    static double mean(double[] values) {
        return values.length == 0 ? 0 : Arrays.stream(values).sum() / values.length;
    }

    /** Of the mean, from the sample's own spread; 0 for fewer than two values. */
    static double standardError(double[] values) {
        if (values.length < 2) {
            return 0;
        }
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1) / values.length);
    }

    /** Half the width of a 90 % confidence interval of the mean of 4 to 12 values. */
    static double halfWidth(double[] values) {
        int degrees = Math.min(Math.max(values.length - 1, 3), STUDENT_95.length + 2);
        return STUDENT_95[degrees - 3] * standardError(values);
    }

    /** Kendall's tau-a against the index: 1 when each value exceeds all before it, ties count as nothing. */
    static double kendallTau(double[] values) {
        if (values.length < 2) {
            return 0;
        }
        int score = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = i + 1; j < values.length; j++) {
                score += (int) Math.signum(values[j] - values[i]);
            }
        }
        return score / (values.length * (values.length - 1) / 2.0);
    }
}
