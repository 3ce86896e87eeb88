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
