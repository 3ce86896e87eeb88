package io.manometer.analyzer.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.manometer.analyzer.judge.Accuracy.Load;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** False alarms and recall of the growth rule on simulated load; prints its table. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AccuracyTest {
    private static final int RUNS = Integer.getInteger("manometer.accuracy.runs", 200);
    private static final long SEED = Long.getLong("manometer.accuracy.seed", 20_261_121L);
    private static final int[] LENGTHS = {30, 60, 300};

    @Test
    void overload_is_told_from_bursts() {
        Map<String, Accuracy> all = new LinkedHashMap<>();
        for (Load load : Load.values()) {
            for (int seconds : LENGTHS) {
                all.put(load + " " + seconds, new Accuracy(load, seconds).run(RUNS, SEED));
            }
        }
        System.out.println("First seed " + SEED + ", " + RUNS + " runs each\n\n" + Accuracy.header());
        all.values().forEach(accuracy -> System.out.print(accuracy.rows()));
        System.out.println();
        all.values().forEach(accuracy -> System.out.println(accuracy.details()));

        all.forEach(AccuracyTest::check);
    }

    /** The aims, with room for chance. */
    private static void check(String name, Accuracy accuracy) {
        String what = name + " s, first seed " + SEED;
        boolean smooth = name.startsWith(Load.SMOOTH.name());
        assertThat(accuracy.sureFalseAlarms()).as("HIGH false alarms, " + what).isZero();
        assertThat(accuracy.score().falseAlarms())
                .as("false alarms, " + what)
                .isLessThanOrEqualTo(smooth ? 0.005 : 0.03);
        assertThat(accuracy.score().recall()).as("recall, " + what).isGreaterThanOrEqualTo(smooth ? 0.97 : 0.90);
        assertThat(accuracy.score().decided()).as("decided, " + what).isGreaterThan(RUNS * 3 / 4);
    }
}
