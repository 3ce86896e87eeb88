package io.manometer.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitClockTest {
    private static final long UNIT = 1 << 10;
    private static final long SECOND = 1_000_000_000L / UNIT * UNIT;

    private final WaitClock clock = new WaitClock();

    @Test
    void a_closed_wait_counts_from_begin_to_end() {
        long before = clock.read();
        clock.begin(SECOND);
        clock.end(3 * SECOND);

        assertThat(WaitClock.nanosBetween(before, 0, clock.read(), 10 * SECOND)).isEqualTo(2 * SECOND);
        assertThat(WaitClock.waiters(clock.read())).isZero();
    }

    @Test
    void an_open_wait_counts_in_every_window() {
        long before = clock.read();
        clock.begin(SECOND);
        long middle = clock.read();

        assertThat(WaitClock.nanosBetween(before, 0, middle, 2 * SECOND)).isEqualTo(SECOND);
        assertThat(WaitClock.nanosBetween(middle, 2 * SECOND, clock.read(), 5 * SECOND))
                .isEqualTo(3 * SECOND);
        assertThat(WaitClock.waiters(middle)).isEqualTo(1);
    }

    @Test
    void a_clock_that_one_thread_sets_reads_as_any_other() {
        for (long at = 1; at < 100; at += 7) {
            clock.begin(at * SECOND);
            clock.end((at + 3) * SECOND);
        }
        clock.begin(200 * SECOND);
        WaitClock alone = new WaitClock();
        for (long at = 1; at < 100; at += 7) {
            alone.beginAlone(at * SECOND);
            alone.endAlone((at + 3) * SECOND);
        }
        alone.beginAlone(200 * SECOND);

        assertThat(alone.read()).isEqualTo(clock.read());
    }

    @Test
    void waiters_add_up() {
        for (int i = 0; i < 1_000; i++) {
            clock.begin(0);
        }
        long reading = clock.read();

        assertThat(WaitClock.waiters(reading)).isEqualTo(1_000);
        assertThat(WaitClock.nanosBetween(reading, 0, reading, SECOND)).isEqualTo(1_000 * SECOND);
    }

    /** {@link System#nanoTime} may start anywhere, and wrap. */
    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE - 1_000_000, Long.MIN_VALUE + 5, -1, 1L << 54, -(1L << 54) - 3})
    void any_origin_of_the_clock_gives_the_same(long origin) {
        long before = clock.read();
        clock.begin(origin);
        clock.begin(origin + SECOND);
        clock.end(origin + 2 * SECOND);
        long open = clock.read();

        assertThat(WaitClock.nanosBetween(before, origin, open, origin + 3 * SECOND))
                .isBetween(4 * SECOND - 4 * UNIT, 4 * SECOND + 4 * UNIT);
        clock.end(origin + 4 * SECOND);
        assertThat(WaitClock.nanosBetween(open, origin + 3 * SECOND, clock.read(), origin + 9 * SECOND))
                .isBetween(SECOND - 4 * UNIT, SECOND + 4 * UNIT);
    }

    @Test
    void a_reading_that_is_newer_than_its_time_is_never_negative() {
        long before = clock.read();
        clock.begin(2 * SECOND);

        assertThat(WaitClock.nanosBetween(before, 0, clock.read(), SECOND)).isZero();
    }

    @Test
    void windows_add_up_to_the_whole_whatever_waits_when() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long now = seed / UNIT * UNIT;
        long start = now;
        long first = clock.read();
        long last = first;
        long lastTime = now;
        long truth = 0;
        long sum = 0;
        int waiting = 0;
        for (int i = 0; i < 10_000; i++) {
            long step = random.nextInt(1_000_000) * UNIT;
            now += step;
            truth += waiting * step;
            if (random.nextBoolean()) {
                clock.begin(now);
                waiting++;
            } else if (waiting > 0) {
                clock.end(now);
                waiting--;
            }
            if (random.nextInt(10) == 0) {
                sum += WaitClock.nanosBetween(last, lastTime, clock.read(), now);
                last = clock.read();
                lastTime = now;
            }
        }
        sum += WaitClock.nanosBetween(last, lastTime, clock.read(), now);

        assertThat(sum).as("seed " + seed).isEqualTo(truth);
        assertThat(start).isLessThan(now);
    }

    @Test
    void threads_lose_nothing_of_each_other() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Future<?>[] done = new Future<?>[4];
        for (int t = 0; t < done.length; t++) {
            done[t] = threads.submit(() -> {
                for (int i = 0; i < 50_000; i++) {
                    clock.begin(i * UNIT);
                    clock.end((i + 3) * UNIT);
                }
            });
        }
        for (Future<?> each : done) {
            each.get();
        }
        threads.shutdown();

        assertThat(WaitClock.nanosBetween(0, 0, clock.read(), 0)).isEqualTo(4L * 50_000 * 3 * UNIT);
    }
}
