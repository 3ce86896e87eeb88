package io.manometer.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetersTest {
    private final List<Object> buffers = new ArrayList<>();

    @BeforeEach
    void unlimited() {
        Meters.limit(1_000_000);
    }

    @AfterEach
    void forgetAll() {
        Meters.forget(Meters.snapshot(new ArrayList<>()));
        assertThat(Meters.live()).isZero();
    }

    @Test
    void every_buffer_is_found_again_however_many_there_are() {
        for (int i = 0; i < 20_000; i++) {
            buffers.add(new Object());
            register(buffers.get(i));
        }

        for (Object buffer : buffers) {
            Meter meter = Meters.find(buffer);
            assertThat(meter).isNotNull();
            assertThat(meter.refersTo(buffer)).isTrue();
        }
        assertThat(Meters.live()).isEqualTo(20_000);
        assertThat(Meters.find(new Object())).isNull();
    }

    @Test
    void equal_buffers_are_not_the_same() {
        Object one = new String("equal");
        Object other = new String("equal");

        assertThat(register(one)).isNotSameAs(register(other));
        assertThat(register(one)).isSameAs(Meters.find(one));
    }

    @Test
    void beyond_the_limit_there_is_no_meter() {
        Meters.limit(2);
        Object first = new Object();
        Object second = new Object();
        register(first);
        register(second);

        assertThat(Meters.full()).isTrue();
        assertThat(register(buffers)).isNull();
        assertThat(Meters.find(first)).isNotNull();
        assertThat(Meters.find(second)).isNotNull();
    }

    @Test
    void the_forgotten_are_gone_and_the_others_stay() {
        for (int i = 0; i < 3_000; i++) {
            buffers.add(new Object());
            register(buffers.get(i));
        }
        List<Meter> dead = new ArrayList<>();
        for (int i = 0; i < 3_000; i += 2) {
            dead.add(Meters.find(buffers.get(i)));
        }

        Meters.forget(dead);

        for (int i = 0; i < 3_000; i++) {
            assertThat(Meters.find(buffers.get(i)) == null).isEqualTo(i % 2 == 0);
        }
        assertThat(Meters.live()).isEqualTo(1_500);
    }

    @Test
    void the_dead_do_not_keep_the_living_out() {
        Meters.limit(100);
        long accounted = Health.shortLivedHops.get();
        for (int i = 0; i < 100; i++) {
            register(new Object());
        }

        Awaitility.await().until(() -> {
            System.gc();
            return register(buffers) != null;
        });

        assertThat(Meters.live()).isLessThanOrEqualTo(100);
        assertThat(Health.shortLivedHops.get() - accounted).isPositive();
    }

    @Test
    void only_one_accounts_for_the_end_of_a_meter() {
        Meter meter = register(buffers);

        assertThat(Meters.end(meter)).isTrue();
        assertThat(Meters.end(meter)).isFalse();
    }

    @Test
    void what_ended_before_it_was_described_is_not_described_any_more() {
        Meter meter = register(buffers);
        meter.last = new Meter.Last();
        Meters.end(meter);

        assertThat(Meters.describe(meter, meter.last)).isFalse();
        assertThat(ended()).doesNotContain(meter);
    }

    @Test
    void the_end_of_a_queue_that_became_an_executors_is_told() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        Meter meter = register(pool.getQueue());
        meter.last = new Meter.Last();
        assertThat(Meters.describe(meter, meter.last)).isTrue();
        Pools.adopt(pool, pool.getQueue(), 1, 1, "handler");
        Meters.end(meter);

        assertThat(meter.kind).isEqualTo(Kind.EXECUTOR);
        assertThat(ended()).contains(meter);
        pool.shutdown();
    }

    private static List<Meter> ended() {
        List<Meter> ended = new ArrayList<>();
        Meters.takeEnded(ended);
        return ended;
    }

    @Test
    void threads_that_register_while_others_look_lose_nothing() throws Exception {
        int threads = 4;
        int each = 5_000;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<List<Object>>> results = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            results.add(pool.submit(() -> {
                List<Object> own = new ArrayList<>();
                start.await();
                for (int i = 0; i < each; i++) {
                    Object buffer = new Object();
                    own.add(buffer);
                    Meter meter = register(buffer);
                    if (Meters.find(buffer) != meter || Meters.find(own.get(i / 2)) == null) {
                        throw new IllegalStateException("lost at " + i);
                    }
                    if (i % 1_000 == 0) {
                        Meters.forget(List.of(register(new Object())));
                    }
                }
                return own;
            }));
        }
        start.countDown();
        for (Future<List<Object>> result : results) {
            buffers.addAll(result.get());
        }
        pool.shutdown();

        assertThat(buffers).allMatch(buffer -> Meters.find(buffer) != null);
        assertThat(buffers.stream().map(buffer -> Meters.find(buffer).id).distinct())
                .hasSize(threads * each);
    }

    private static Meter register(Object buffer) {
        return Meters.register(buffer, Site.UNKNOWN, -1, true, false);
    }
}
