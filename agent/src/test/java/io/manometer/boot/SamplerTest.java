package io.manometer.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {
    @Test
    void nobody_is_nobody_and_one_is_one() {
        assertThat(Sampler.distinct(0)).isZero();
        assertThat(Sampler.distinct(1L << 63)).isEqualTo(1);
    }

    @Test
    void a_full_sketch_says_very_many_rather_than_infinitely_many() {
        assertThat(Sampler.distinct(-1L)).isEqualTo(320);
        assertThat(Sampler.distinct(-2L)).isBetween(200, 320);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 32, 100})
    void the_estimate_is_near_the_number_of_threads(int threads) {
        double sum = 0;
        java.util.Random random = new java.util.Random(threads);
        for (int round = 0; round < 200; round++) {
            long bits = 0;
            for (int i = 0; i < threads; i++) {
                bits |= 1L << random.nextInt(64);
            }
            sum += Sampler.distinct(bits);
        }

        assertThat(sum / 200).isBetween(threads * 0.9, threads * 1.15);
    }
}
