package io.manometer.testapps.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long TEN_SECONDS = Duration.ofSeconds(10).toNanos();

    @Test
    void a_steady_pace_is_exact() {
        assertThat(Pace.steady(100).arrivalsWithin(1, TEN_SECONDS)).isCloseTo(1_000, within(1L));
    }

    @Test
    void a_random_pace_has_the_rate_asked_for_and_the_spread_of_a_poisson_process() {
        assertThat(Pace.poisson(1_000).arrivalsWithin(1, TEN_SECONDS)).isCloseTo(10_000, within(400L));
    }

    @Test
    void the_same_seed_gives_the_same_arrivals() {
        Pace.Schedule one = Pace.poisson(50).schedule(7);
        Pace.Schedule other = Pace.poisson(50).schedule(7);
        for (int i = 0; i < 100; i++) {
            assertThat(one.next()).isEqualTo(other.next());
        }
    }

    @Test
    void a_ramp_offers_the_mean_of_both_ends() {
        Pace ramp = Pace.ramp(0, 1_000, Duration.ofSeconds(10));
        assertThat(ramp.arrivalsWithin(1, TEN_SECONDS)).isCloseTo(5_000, within(300L));
    }

    @Test
    void a_burst_comes_when_it_is_due_and_goes() {
        Pace bursts = Pace.bursts(100, 3, Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(30));
        long before = bursts.arrivalsWithin(1, Duration.ofSeconds(2).toNanos());
        long during = bursts.arrivalsWithin(1, Duration.ofSeconds(7).toNanos()) - before;
        assertThat(before).isCloseTo(200, within(60L));
        assertThat(during).isCloseTo(1_500, within(150L));
    }

    @Test
    void a_pause_is_a_rate_of_zero() {
        Pace rush = Pace.varying(second -> second < 1 || second > 5 ? 1_000 : 0);
        assertThat(rush.arrivalsWithin(1, Duration.ofSeconds(5).toNanos())).isCloseTo(1_000, within(150L));
    }

    @Test
    void a_source_that_never_offers_again_has_an_end() {
        Pace once = Pace.varying(second -> second < 1 ? 100 : 0);
        assertThat(once.arrivalsWithin(1, TEN_SECONDS)).isBetween(60L, 140L);
    }
}
