package io.manometer.analyzer.judge;

import io.manometer.analyzer.judge.Simulation.Policy;
import io.manometer.analyzer.model.Confidence;
import io.manometer.analyzer.model.HopVerdict;
import io.manometer.analyzer.model.Verdict;
import io.manometer.analyzer.model.Window;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * How often the verdict is right on unbounded queues with random parameters. Truth is the load generator's: overload
 * when what was offered exceeds what could have been served by more than 3 %, stable when it is 3 % or more below;
 * what lies between is not graded.
 */
final class Accuracy {
    enum Load {
        SMOOTH,
        BURSTY
    }

    enum Detector {
        MANOMETER("Manometer"),
        LEAST_SQUARES("least squares, p < .05"),
        MANN_KENDALL("Mann-Kendall, p < .05"),
        BURROW("lag never fell in 10 s (Burrow)"),
        FILLED("depth > 80 % of capacity"),
        RARE_GAUGES("15 s gauges that only rise");

        private final String label;

        Detector(String label) {
            this.label = label;
        }
    }

    /** Counts of one detector. */
    static final class Score {
        private int truePositives;
        private int falsePositives;
        private int trueNegatives;
        private int falseNegatives;
        private int abstained;

        private void add(boolean truth, boolean alarm) {
            if (truth && alarm) {
                truePositives++;
            } else if (truth) {
                falseNegatives++;
            } else if (alarm) {
                falsePositives++;
            } else {
                trueNegatives++;
            }
        }

        double recall() {
            return ratio(truePositives, truePositives + falseNegatives);
        }

        double falseAlarms() {
            return ratio(falsePositives, falsePositives + trueNegatives);
        }

        double precision() {
            return ratio(truePositives, truePositives + falsePositives);
        }

        private String row() {
            return String.format(
                    Locale.ROOT,
                    "%s | %s | %s | %.1f %%",
                    interval(truePositives, truePositives + falsePositives),
                    interval(truePositives, truePositives + falseNegatives),
                    interval(falsePositives, falsePositives + trueNegatives),
                    100
                            * ratio(
                                    abstained,
                                    abstained + truePositives + falsePositives + trueNegatives + falseNegatives));
        }

        int decided() {
            return truePositives + falsePositives + trueNegatives + falseNegatives;
        }

        private static double ratio(int part, int whole) {
            return whole == 0 ? 0 : (double) part / whole;
        }

        /** Wilson's score interval, 95 %. */
        private static String interval(int part, int whole) {
            if (whole == 0) {
                return "none";
            }
            double z = 1.96;
            double p = (double) part / whole;
            double centre = (p + z * z / (2 * whole)) / (1 + z * z / whole);
            double half = z * Math.sqrt(p * (1 - p) / whole + z * z / (4.0 * whole * whole)) / (1 + z * z / whole);
            return String.format(
                    Locale.ROOT,
                    "%.1f (%.1f-%.1f)",
                    100 * p,
                    100 * Math.max(0, centre - half),
                    100 * Math.min(1, centre + half));
        }
    }

    private final Load load;
    private final int seconds;
    private final Map<Detector, Score> scores = new EnumMap<>(Detector.class);
    private final Map<Verdict, int[]> confusion = new EnumMap<>(Verdict.class);
    private int sureFalseAlarms;
    private int sureMisses;

    Accuracy(Load load, int seconds) {
        this.load = load;
        this.seconds = seconds;
        for (Detector detector : Detector.values()) {
            scores.put(detector, new Score());
        }
    }

    Accuracy run(int runs, long firstSeed) {
        for (int i = 0; i < runs; i++) {
            one(firstSeed + i);
        }
        return this;
    }

    private void one(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed ^ 0x5DEECE66DL);
        double mu = 20 * Math.pow(100, random.nextDouble());
        boolean over = random.nextBoolean();
        double rho = over ? 1.05 + 0.95 * random.nextDouble() : 0.3 + 0.65 * random.nextDouble();
        Simulation simulation = new Simulation(seed).source(shape(random, rho * mu));
        Simulation.Node node = simulation.hop("orders", -1, Policy.GROW, mu);
        simulation.run(seconds);
        double realised = node.realisedUtilisation();
        if (realised > 0.97 && realised < 1.03) {
            return;
        }
        grade(node.windows(), simulation.judge().hops().get(0), realised > 1, mu);
    }

    private DoubleUnaryOperator shape(RandomGenerator random, double rate) {
        if (load == Load.SMOOTH) {
            return time -> rate;
        }
        double burst = 2 + 3 * random.nextDouble();
        double on = 1 + 3 * random.nextDouble();
        double off = 2 + 6 * random.nextDouble();
        return Simulation.bursty(random, rate, burst, on, off, seconds);
    }

    private void grade(List<Window> windows, HopVerdict verdict, boolean truth, double mu) {
        confusion.computeIfAbsent(verdict.verdict(), key -> new int[2])[truth ? 1 : 0]++;
        if (verdict.verdict() == Verdict.INSUFFICIENT_DATA) {
            scores.get(Detector.MANOMETER).abstained++;
        } else {
            boolean alarm = verdict.verdict().absorbs();
            scores.get(Detector.MANOMETER).add(truth, alarm);
            boolean sure = verdict.confidence() == Confidence.HIGH;
            sureFalseAlarms += sure && alarm && !truth ? 1 : 0;
            sureMisses += sure && !alarm && truth ? 1 : 0;
        }
        scores.get(Detector.LEAST_SQUARES).add(truth, NaiveDetectors.leastSquares(windows));
        scores.get(Detector.MANN_KENDALL).add(truth, NaiveDetectors.mannKendall(windows));
        scores.get(Detector.BURROW).add(truth, NaiveDetectors.burrow(windows));
        scores.get(Detector.FILLED).add(truth, NaiveDetectors.filled(windows, -1));
        scores.get(Detector.RARE_GAUGES).add(truth, NaiveDetectors.rareGauges(windows, mu));
    }

    Score score(Detector detector) {
        return scores.get(detector);
    }

    Score score() {
        return score(Detector.MANOMETER);
    }

    int sureFalseAlarms() {
        return sureFalseAlarms;
    }

    static String header() {
        return "| load | length | detector | precision % | recall % | false alarms % | abstained |\n"
                + "| --- | --- | --- | --- | --- | --- | --- |\n";
    }

    String rows() {
        StringBuilder rows = new StringBuilder();
        scores.forEach((detector, score) -> rows.append("| %s | %d s | %s | %s |\n"
                .formatted(load.name().toLowerCase(Locale.ROOT), seconds, detector.label, score.row())));
        return rows.toString();
    }

    String details() {
        StringBuilder text = new StringBuilder(
                "%s %d s: HIGH false alarms %d, HIGH misses %d;".formatted(load, seconds, sureFalseAlarms, sureMisses));
        confusion.forEach((verdict, counts) ->
                text.append(" %s %d stable %d overloaded;".formatted(verdict, counts[0], counts[1])));
        return text.toString();
    }
}
