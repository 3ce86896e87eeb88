package io.manometer.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void theMedianOfAnOddCountIsTheMiddleOne() {
        assertThat(Summary.median(9, 1, 5)).isEqualTo(5);
    }

    @Test
    void theMedianOfAnEvenCountLiesBetweenTheTwoInTheMiddle() {
        assertThat(Summary.median(9, 1, 5, 7)).isEqualTo(6);
    }

    @Test
    void oneOutlierMovesTheMaximumButNeitherTheMedianNorTheDeviation() {
        Summary summary = Summary.of(List.of(1.0, 1.1, 0.9, 1.0, 40.0));

        assertThat(summary.median()).isEqualTo(1.0);
        assertThat(summary.deviation()).isCloseTo(0.1, within(1e-9));
        assertThat(summary.min()).isEqualTo(0.9);
        assertThat(summary.max()).isEqualTo(40.0);
        assertThat(summary.count()).isEqualTo(5);
    }

    @Test
    void ratiosArePairedRoundByRound() {
        // The machine was twice as slow in the second round; each round on its own says 1.1.
        Summary summary = Summary.ofRatios(List.of(110.0, 220.0, 110.0), List.of(100.0, 200.0, 100.0));

        assertThat(summary.median()).isCloseTo(1.1, within(1e-9));
        assertThat(summary.deviation()).isCloseTo(0.0, within(1e-9));
    }

    @Test
    void undisturbedIsTheBestHundredthAndNotTheVeryBest() {
        List<Double> batches = new java.util.ArrayList<>();
        for (int i = 0; i < 200; i++) {
            batches.add(i < 10 ? 10.0 + i / 10.0 : 14.0);
        }
        java.util.Collections.reverse(batches);

        assertThat(Summary.undisturbed(batches)).isEqualTo(10.1);
    }

    @Test
    void theRatioOfTheLowestIsNotMovedByRoundsWithNeighbours() {
        Summary summary = Summary.ofLowest(List.of(15.0, 10.5, 10.6), List.of(10.0, 14.0, 10.1));

        assertThat(summary.median()).isCloseTo(1.05, within(1e-9));
        assertThat(summary.min()).isCloseTo(10.5 / 10.1, within(1e-9));
        assertThat(summary.max()).isCloseTo(1.06, within(1e-9));
    }

    @Test
    void unequalCountsAreNotPaired() {
        assertThatThrownBy(() -> Summary.ofRatios(List.of(1.0), List.of(1.0, 2.0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingMeasuredIsAnErrorRatherThanZero() {
        assertThatThrownBy(() -> Summary.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
