package io.manometer.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalsTest {
    private final Meter.Refusals refusals = new Meter.Refusals();
    private final long[] before = new long[Meter.Refusals.KINDS];
    private final long[] told = new long[Meter.Refusals.KINDS];

    @Test
    void an_add_that_the_sampler_met_halfway_is_taken_back_and_told_as_what_it_was() {
        refusals.counts.incrementAndGet(Meter.Refusals.FALSE);
        assertThat(refusals.tell(before, told)).isTrue();
        assertThat(told[Meter.Refusals.FALSE]).isEqualTo(1);

        refusals.counts.decrementAndGet(Meter.Refusals.FALSE);
        refusals.counts.incrementAndGet(Meter.Refusals.EXCEPTION);
        assertThat(refusals.tell(before, told)).isTrue();
        assertThat(told[Meter.Refusals.FALSE]).isEqualTo(-1);
        assertThat(told[Meter.Refusals.EXCEPTION]).isEqualTo(1);

        assertThat(refusals.tell(before, told)).isFalse();
    }
}
