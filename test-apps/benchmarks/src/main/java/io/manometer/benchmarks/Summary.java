package io.manometer.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The median of some measurements, with their spread.
 *
 * @param deviation the median absolute deviation from the median, not scaled to a standard deviation
 */
record Summary(double median, double min, double max, double deviation, int count) {

    static Summary of(List<Double> values) {
        double[] sorted =
                sorted(values.stream().mapToDouble(Double::doubleValue).toArray());
        double median = medianOfSorted(sorted);
        double[] distances =
                sorted(Arrays.stream(sorted).map(v -> Math.abs(v - median)).toArray());
        return new Summary(median, sorted[0], sorted[sorted.length - 1], medianOfSorted(distances), sorted.length);
    }

    /**
     * The ratios of measurements that were taken one after the other. Each pair saw the same neighbours on the machine,
     * so the median of ratios is steadier than the ratio of medians.
     */
    static Summary ofRatios(List<Double> numerators, List<Double> denominators) {
        if (numerators.size() != denominators.size()) {
            throw new IllegalArgumentException(
                    numerators.size() + " measurements can't be paired with " + denominators.size());
        }
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < numerators.size(); i++) {
            ratios.add(numerators.get(i) / denominators.get(i));
        }
        return of(ratios);
    }

    /** What a batch takes that no neighbour disturbed: the value below which one in a hundred lies. */
    static double undisturbed(List<Double> values) {
        double[] sorted =
                sorted(values.stream().mapToDouble(Double::doubleValue).toArray());
        return sorted[(sorted.length - 1) / 100];
    }

    /**
     * The ratio of the lowest figures of either side. The median is the ratio over all rounds; the least and the greatest are those with any one round left
     * out, so that a figure which hangs on a single lucky run shows itself as spread.
     */
    static Summary ofLowest(List<Double> numerators, List<Double> denominators) {
        double all = lowest(numerators, -1) / lowest(denominators, -1);
        double least = all;
        double greatest = all;
        for (int out = 0; out < numerators.size() && numerators.size() > 1; out++) {
            double ratio = lowest(numerators, out) / lowest(denominators, out);
            least = Math.min(least, ratio);
            greatest = Math.max(greatest, ratio);
        }
        return new Summary(all, least, greatest, (greatest - least) / 2, numerators.size());
    }

    private static double lowest(List<Double> values, int without) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < values.size(); i++) {
            if (i != without) {
                lowest = Math.min(lowest, values.get(i));
            }
        }
        return lowest;
    }

    static double median(double... values) {
        return medianOfSorted(sorted(values));
    }

    private static double[] sorted(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        double[] copy = values.clone();
        Arrays.sort(copy);
        return copy;
    }

    private static double medianOfSorted(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
